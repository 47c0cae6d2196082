import { OWNER_HEADER } from '../contract/index.ts';
import type { HttpConnection } from './http-connection.ts';

/** The connection, held to the owner that its first answer names: the server refuses it for any other. */
export function keepToOwner(connection: HttpConnection): HttpConnection {
  let owner: string | null = null;
  return {
    ...connection,
    async request(request) {
      const named = owner === null ? {} : { [OWNER_HEADER]: owner };
      const response = await connection.request({ ...request, headers: { ...request.headers, ...named } });
      owner ??= response.headers.get(OWNER_HEADER);
      return response;
    },
  };
}
