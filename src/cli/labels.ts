import type { ReleaseForm } from '../agreements/schema.ts'
import type { LocalText } from '../kernel/nouns.ts'
import type { CodeList, Element } from '../semantics/schema.ts'
import type { Api } from './api.ts'
import { dayText, type Output } from './output.ts'

const words = {
  yes: { en: 'yes', sw: 'ndiyo', fr: 'oui' },
  no: { en: 'no', sw: 'hapana', fr: 'non' },
  below: { en: 'below {to}', sw: 'chini ya {to}', fr: 'moins de {to}' },
  between: { en: '{from} to below {to}', sw: '{from} hadi chini ya {to}', fr: 'de {from} à moins de {to}' },
  from: { en: '{from} or more', sw: '{from} au zaidi', fr: '{from} ou plus' },
  hash: { en: 'hash {value}', sw: 'alama fiche {value}', fr: 'empreinte {value}' },
  pseudonym: { en: 'pseudonym {value}', sw: 'jina bandia {value}', fr: 'pseudonyme {value}' },
} satisfies Record<string, LocalText>

/** The dictionary's words for a terminal, in the reader's language. */
export interface Labels {
  element(id: string): string
  value(element: string, value: unknown, form: ReleaseForm | undefined): string
}

/** Fetches the dictionary; a caller that may not read it is shown the ids. */
export async function fetchLabels(api: Api, output: Output): Promise<Labels> {
  const [dictionary, lists] = await Promise.all([api.get('/v1/dictionary'), api.get('/v1/code-lists')])
  const elements = dictionary.ok ? (dictionary.value as { elements: Element[] }).elements : []
  const codeLists = lists.ok ? (lists.value as { codeLists: CodeList[] }).codeLists : []
  return makeLabels(elements, codeLists, output)
}

export function makeLabels(elements: readonly Element[], codeLists: readonly CodeList[], output: Output): Labels {
  const known = new Map(elements.map((element) => [element.id, element]))
  const codes = new Map(codeLists.map(({ id, codes: list }) => [id, new Map(list.map((c) => [c.code, c.label]))]))
  const codeText = (list: string | undefined, code: string): string => {
    const label = list === undefined ? undefined : codes.get(list)?.get(code)
    return label === undefined ? code : output.say(label)
  }
  return {
    element(id) {
      const element = known.get(id)
      return element === undefined ? id : output.say(element.label)
    },
    value(id, value, form) {
      if (typeof value === 'boolean') return output.say(value ? words.yes : words.no)
      if (form === 'band') return bandText(value as Band, output)
      if (form === 'pseudonym' || form === 'hash') return output.say(words[form], { value: String(value) })
      if (form === 'count') return output.number(Number(value))
      const element = known.get(id)
      if (element?.type === 'code') return codeText(element.codeList, String(value))
      if (element?.type === 'date') return dayText(String(value), output.language)
      // 2025 as a year has no thousands.
      if (typeof value === 'number' && element?.unit !== 'year') return output.number(value)
      return String(value)
    },
  }
}

interface Band {
  readonly from?: number
  readonly to?: number
}

function bandText({ from, to }: Band, output: Output): string {
  const edge = (value: number | undefined): string => (value === undefined ? '' : output.number(value))
  if (from === undefined) return output.say(words.below, { to: edge(to) })
  return output.say(to === undefined ? words.from : words.between, { from: edge(from), to: edge(to) })
}
