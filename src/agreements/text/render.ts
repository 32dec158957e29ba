import { canonicalJson } from '../../kernel/canonical-json.ts'
import type { AgreementVersion } from '../book.ts'
import type { Contract, DocumentFormat } from './document.ts'
import { contractDocx } from './docx.ts'
import { documentFonts } from './fonts.ts'
import { contractHtml } from './html.ts'
import { contractPdf } from './pdf.ts'

export interface Rendered {
  readonly type: string
  readonly body: string | Buffer
}

/** What a text was made from. */
export interface Source {
  readonly id: string
  readonly version: number
  /** The object itself: a PDF has it in its canonical form (RFC 8785), as it was hashed. */
  readonly object: object
  readonly createdAt: string
}

type Version = Pick<AgreementVersion, 'agreement' | 'createdAt'>

/** The contract in one of its forms. The same version, signed alike, gives the same file. */
export const renderContract = (
  text: Contract,
  format: DocumentFormat,
  { agreement, createdAt }: Version,
): Promise<Rendered> => renderDocument(text, format, { ...agreement, object: agreement, createdAt })

export async function renderDocument(text: Contract, format: DocumentFormat, source: Source): Promise<Rendered> {
  const createdAt = new Date(source.createdAt)
  switch (format) {
    case 'html':
      return { type: 'text/html; charset=utf-8', body: contractHtml(text) }
    case 'pdf': {
      const made = { source, canonical: canonicalJson(source.object), createdAt }
      return { type: 'application/pdf', body: await contractPdf(text, made, documentFonts()) }
    }
    case 'docx':
      return {
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        body: contractDocx(text, { source, createdAt }),
      }
  }
}
