// One plain address: no quotes, comments, lists or routes, in which one address could hide another.
const PLAIN =
  /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]{1,64}@[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]+\.?[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]+$/u;

/** Whether a text is one plain mail address, fit for the head of a mail. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && PLAIN.test(text);
}
