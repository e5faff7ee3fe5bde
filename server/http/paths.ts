/** Where everything of an organisation is found. */
export const ORGANISATION = '/organizations/:org';

/** Where its push server is found. */
export const PUSHY_PATH = `${ORGANISATION}/pushy`;
