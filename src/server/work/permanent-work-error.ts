/** Work that will never succeed however often it is tried, such as a delivery that is no JSON: a person has to look. */
export class PermanentWorkError extends Error {
  override readonly name = 'PermanentWorkError';
}
