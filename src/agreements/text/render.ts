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

type Version = Pick<AgreementVersion, 'agreement' | 'createdAt'>

/** The contract in one of its forms. The same version, signed alike, gives the same file. */
export async function renderContract(text: Contract, format: DocumentFormat, version: Version): Promise<Rendered> {
  const { agreement } = version
  const createdAt = new Date(version.createdAt)
  switch (format) {
    case 'html':
      return { type: 'text/html; charset=utf-8', body: contractHtml(text) }
    case 'pdf': {
      const source = { agreement, canonical: canonicalJson(agreement), createdAt }
      return { type: 'application/pdf', body: await contractPdf(text, source, documentFonts()) }
    }
    case 'docx':
      return {
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        body: contractDocx(text, { agreement, createdAt }),
      }
  }
}
