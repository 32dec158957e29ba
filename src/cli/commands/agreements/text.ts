import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { documentFormats } from '../../../agreements/text/document.ts'
import { documentLimitBytes } from '../../../agreements/text/identify.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok } from '../../../kernel/result.ts'
import { done, text, withApi } from '../../calling.ts'
import { type Command, exitCodes } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'

const words = {
  written: { en: 'Written to {file}.', sw: 'Imeandikwa katika {file}.', fr: 'Écrit dans {file}.' },
  matches: {
    en: 'Made from {agreement}, version {version}; the hash is that of the stored version.',
    sw: 'Imetokana na {agreement}, toleo {version}; heshi ni ile ya toleo lililohifadhiwa.',
    fr: 'Tiré de {agreement}, version {version} ; l’empreinte est celle de la version conservée.',
  },
  differs: {
    en: 'Says it was made from {agreement}, version {version}, but the stored version has another hash.',
    sw: 'Inasema imetokana na {agreement}, toleo {version}, lakini toleo lililohifadhiwa lina heshi nyingine.',
    fr: 'Se dit tiré de {agreement}, version {version}, mais la version conservée a une autre empreinte.',
  },
} satisfies Record<string, LocalText>

export const agreementText: Command = {
  name: 'agreements text',
  about: {
    en: 'write the agreement as a contract to read, print or sign',
    sw: 'andika makubaliano kama mkataba wa kusoma, kuchapisha au kusaini',
    fr: 'écrire l’accord comme un contrat à lire, à imprimer ou à signer',
  },
  positionals: [
    {
      name: 'ID',
      about: { en: 'the agreement', sw: 'makubaliano', fr: 'l’accord' },
      required: true,
    },
  ],
  options: [
    {
      name: 'as',
      type: 'string',
      value: 'FORMAT',
      about: { en: 'html, pdf or docx', sw: 'html, pdf au docx', fr: 'html, pdf ou docx' },
      default: 'pdf',
    },
    {
      name: 'language',
      type: 'string',
      value: 'LANG',
      about: {
        en: 'language of the contract: en, sw or fr (otherwise that of the output)',
        sw: 'lugha ya mkataba: en, sw au fr (vinginevyo ile ya matokeo)',
        fr: 'langue du contrat : en, sw ou fr (sinon celle de la sortie)',
      },
    },
    {
      name: 'version',
      type: 'integer',
      value: 'NUMBER',
      about: {
        en: 'a version before the latest',
        sw: 'toleo la kabla ya la mwisho',
        fr: 'une version avant la dernière',
      },
    },
    {
      name: 'output',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'file to write (otherwise the agreement’s id)',
        sw: 'faili la kuandika (vinginevyo kitambulisho cha makubaliano)',
        fr: 'fichier à écrire (sinon l’identifiant de l’accord)',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo agreements text nida-dss-identity --as pdf --language sw --output contract.pdf'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const [id = ''] = invocation.positionals
      const { options, output } = invocation
      const format = text(options.as) ?? 'pdf'
      const query = new URLSearchParams({ format, language: text(options.language) ?? output.language })
      if (options.version !== undefined) query.set('version', String(options.version))
      const document = await api.download(`/v1/agreements/${encodeURIComponent(id)}/text?${query}`)
      if (!document.ok) return document
      const known = documentFormats.find((one) => one === format) ?? 'html'
      const file = text(options.output) ?? `${id}.${known}`
      writeFileSync(file, document.value)
      output.result({ file }, [output.say(words.written, { file })])
      return done
    }),
}

interface Identified {
  readonly agreement: string
  readonly version: number
  readonly matches: boolean
}

export const agreementIdentify: Command = {
  name: 'agreements identify',
  about: {
    en: 'say which version of which agreement a PDF was made from',
    sw: 'eleza PDF imetokana na toleo lipi la makubaliano yapi',
    fr: 'dire de quelle version de quel accord un PDF est tiré',
  },
  positionals: [{ name: 'FILE', about: { en: 'the PDF', sw: 'PDF', fr: 'le PDF' }, required: true }],
  options: [...callerOptions],
  examples: ['kiungo agreements identify signed.pdf'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const [file = ''] = invocation.positionals
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      if (size === 0 || size > documentLimitBytes) {
        return fail({
          code: 'cli.usage',
          status: 400,
          message: `${file} is no file of at most ${documentLimitBytes} bytes`,
          fix: 'name the PDF of the agreement as it was signed',
        })
      }
      const answer = await api.upload('/v1/agreements/identify', readFileSync(file), 'application/pdf')
      if (!answer.ok) return answer
      const { agreement, version, matches } = answer.value as Identified
      const sentence = matches ? words.matches : words.differs
      invocation.output.result(answer.value, [invocation.output.say(sentence, { agreement, version })])
      return ok(matches ? exitCodes.ok : exitCodes.refused)
    }),
}
