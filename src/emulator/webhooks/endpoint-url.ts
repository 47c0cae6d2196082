import type { Schema } from '../http/schema.ts';
import { refused } from '../http/schema.ts';

const MAX_LENGTH = 2083;

const localHosts = new Set(['localhost', '127.0.0.1', '0.0.0.0', '[::1]']);

function complaintAbout(text: string): { type: string; msg: string } | null {
  if (!URL.canParse(text)) return { type: 'url_parsing', msg: 'Input should be a valid URL' };
  if (text.length > MAX_LENGTH)
    return { type: 'url_too_long', msg: `URL should have at most ${MAX_LENGTH} characters` };
  const { protocol, hostname } = new URL(text);
  const isLocal = protocol === 'http:' && (localHosts.has(hostname) || hostname.endsWith('.localhost'));
  if (protocol === 'https:' || isLocal) return null;
  return { type: 'url_scheme', msg: "URL scheme should be 'https'" };
}

/**
 * Where an endpoint is: https, as at Polar, and otherwise than at Polar also on this machine, by http too.
 *
 * @see Polar, server/polar/webhook/schemas.py: EndpointURL
 */
export const endpointUrl: Schema<string> = {
  read(input, location, issues) {
    const text = typeof input === 'string' ? input.trim() : '';
    const complaint = complaintAbout(text);
    if (complaint === null) return new URL(text).href;
    issues.push({ ...complaint, loc: [...location], input });
    return refused;
  },
};
