/**
 * The Message-ID of a mail, made from its key: the same in every attempt, and telling nothing of what is in the key.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4
 */
export async function messageIdOf(key: string, fromAddress: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  const name = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `<${name.slice(0, 40)}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;
}
