import type { Typed } from './draft.ts'

/** On this device, for this account; `of` is the version that the writing began with, or `new`. */
export const keptModelKey = (account: string, of: string): string => `kiungo.linkage-model.${account}.${of}`

/** Leaves a model for the editor to begin with. */
export const leaveForEditor = (account: string, typed: Typed): void =>
  localStorage.setItem(keptModelKey(account, 'new'), JSON.stringify(typed))
