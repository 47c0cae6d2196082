/** Joins class names, leaving out what is empty. The caller's own come last. */
export function cn(...classNames: readonly (string | false | null | undefined)[]): string {
  return classNames.filter(Boolean).join(' ');
}
