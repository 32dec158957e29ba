/**
 * Where a subscriber is notified. The text gives notify no address of its own: it is the sibling of the address that
 * answers go to, `…/registry/on-subscribe` → `…/registry/notify`; an address that ends in notify is taken as it is.
 */
export function notifyAddress(callbackUrl: string): string | undefined {
  if (!URL.canParse(callbackUrl)) return undefined
  const url = new URL(callbackUrl)
  const steps = url.pathname.split('/')
  if (steps.at(-1) === '') steps.pop()
  if (steps.length > 1) steps.pop()
  // `…/registry/txn/on-status` lies one deeper.
  if (steps.at(-1) === 'txn') steps.pop()
  url.pathname = [...steps, 'notify'].join('/')
  return url.href
}
