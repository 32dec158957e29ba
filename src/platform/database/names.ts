/** A name as a quoted SQL identifier: for names out of the catalogs, never for what a caller sent. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
