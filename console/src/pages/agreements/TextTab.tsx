import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import { contract } from '../../../../src/agreements/text/contract.ts'
import { useAddress } from '../../address.ts'
import { textAddress, type VersionHistory, versionQuery } from '../../api/agreements.ts'
import { currentLanguage, languageNames } from '../../i18n.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { agreementPageSearch } from '../../search.ts'
import type { TabProps } from './AgreementPage.tsx'
import { ContractView } from './ContractView.tsx'
import { useContractNames } from './contract-context.ts'
import { useChosenVersion, VersionChoice } from './version-links.tsx'

const formats = ['html', 'pdf', 'docx'] as const

/** The contract to read, and its files to print, sign and comment. */
export function TextTab({ data, versions }: TabProps) {
  const { t } = useTranslation()
  const { id } = data.agreement
  const chosen = useChosenVersion(versions)
  const [address, choose] = useAddress(agreementPageSearch)
  const language = address.language ?? currentLanguage()
  if (chosen === undefined) return null
  return (
    <>
      <div className="k-toolbar">
        <VersionChoice versions={versions} label={t('agreement.version')} name="version" value={chosen.version} />
        <SegmentedControl
          aria-label={t('shell.language')}
          value={language}
          onChange={(value) => choose({ ...address, language: value })}
          data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
        />
        <span className="k-downloads">
          {t('agreement.download')}{' '}
          {formats.map((format) => (
            <a key={format} href={textAddress({ id, version: chosen.version }, format, language)} download>
              {t(`agreement.formats.${format}`)}
            </a>
          ))}
        </span>
      </div>
      <Text id={id} version={chosen} language={language} />
    </>
  )
}

interface TextProps {
  readonly id: string
  readonly version: VersionHistory
  readonly language: ReturnType<typeof currentLanguage>
}

function Text({ id, version: { version, hash, signatures }, language }: TextProps) {
  const query = useQuery(versionQuery(id, version))
  const names = useContractNames()
  const textOf = (agreement: Agreement) => contract(agreement, { ...names, language, hash, signatures })
  return (
    <section className="k-panel">
      <Loaded query={query}>{({ agreement }) => <ContractView contract={textOf(agreement)} />}</Loaded>
    </section>
  )
}
