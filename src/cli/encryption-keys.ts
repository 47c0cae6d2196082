import { z } from 'zod';
import type { EncryptionOptions } from '../postgres/index.ts';
import { readKeys } from '../postgres/sealing/keys.ts';

/** The variable with the keys that personal values are encrypted with. */
export const ENCRYPTION_VARIABLE = 'FLOE_ENCRYPTION_KEYS';

/**
 * Keys as a variable has them: `id:key`, newest first, with commas between. An id has no colon and base64 has neither, so
 * nothing needs escaping.
 */
export const encryptionKeys = z
  .string({ error: 'is missing' })
  .transform((text, context): EncryptionOptions => {
    const keys = text.split(',').map((one) => {
      const [id = '', ...key] = one.trim().split(':');
      return { id, key: key.join(':') };
    });
    try {
      readKeys({ keys });
    } catch (error) {
      // It names the key, never its bytes.
      const message = error instanceof Error ? error.message.replace('floe-billing: ', '') : 'is malformed';
      context.addIssue({ code: 'custom', message: `must be id:key with commas between; ${message}` });
    }
    return { keys };
  });
