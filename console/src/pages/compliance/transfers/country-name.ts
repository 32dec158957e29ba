import { useFormat } from '../../../parts/format.ts'

/** A country by its code (ISO 3166-1), in the reader's language; a code without a name stays as it is. */
export function useCountryName(): (code: string) => string {
  const { locale } = useFormat()
  return (code) => {
    try {
      return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
    } catch {
      return code
    }
  }
}
