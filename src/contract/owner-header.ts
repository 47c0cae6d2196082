/**
 * The header that names whose billing an answer is, and, sent back, whose a page shows. The server refuses a request
 * that names another owner than the session's: a cookie may have changed in another tab. It authorizes nothing.
 */
export const OWNER_HEADER = 'floe-owner';
