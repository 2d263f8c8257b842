/** An entry that the rules have found to be there. */
export function entry<T>(section: Readonly<Record<string, T>>, key: string): T {
  const value = Object.hasOwn(section, key) ? section[key] : undefined;
  if (value === undefined) throw new Error(`no lock entry for ${key}: a rule should have refused this`);
  return value;
}
