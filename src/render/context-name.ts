/**
 * The name by which BuildKit looks for a context in the place of an image: the reference as people write it for short,
 * without Docker Hub's host and without the tag `latest`. A context of another name is not found, and nobody says so.
 * From `NamedContext` of https://github.com/moby/buildkit/blob/master/frontend/dockerui/namedcontext.go.
 */
export function contextName(reference: string): string {
  const short = reference.replace(/^(?:index\.)?docker\.io\//, "").replace(/:latest$/, "");
  return short === reference.replace(/:latest$/, "") ? short : short.replace(/^library\/(?=[^/]+$)/, "");
}
