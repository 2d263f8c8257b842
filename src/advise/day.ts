const MILLISECONDS = 86_400_000;

/**
 * The day that lies a number of days after another, both YYYY-MM-DD. Days in this form order as texts do; no function
 * of the generator reads the clock.
 */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS).toISOString().slice(0, "YYYY-MM-DD".length);
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && daysAfter(text, 0) === text;
}
