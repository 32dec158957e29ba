/** Languages every user-visible text exists in (ISO 639-1). */
export const languages = ['en', 'sw', 'fr'] as const
export type Language = (typeof languages)[number]

/** The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4); English when none fits. */
export function negotiateLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality), order }
    })
    .filter((choice) => choice.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order)
  for (const { language } of wanted) {
    const found = languages.find((known) => known === language)
    if (found !== undefined) return found
  }
  return 'en'
}

/** Puts `{name}` parameters into a sentence; a name without a value stays visible, so that the gap is noticed. */
export function fill(sentence: string, params: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{([a-z][a-zA-Z]*)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
