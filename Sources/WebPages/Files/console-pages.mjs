// Where the page of a customer is: as the server's own dictionaries name it, never as he does.

/**
 * The address of a path at an information server, the console's own unless another is named;
 * undefined when it would lead elsewhere.
 */
export function addressOf(page, server = location.origin) {
  if (!page?.startsWith('/') || !/^https?:\/\//.test(server)) return undefined;
  const address = new URL(page, server);
  return address.origin === new URL(server).origin ? address.href : undefined;
}
