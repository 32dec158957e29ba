import { useTranslation } from 'react-i18next'
import { languages } from '../../../../src/kernel/language.ts'
import type { Code, CodeList } from '../../../../src/semantics/schema.ts'
import { languageNames } from '../../i18n.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { useLocal } from '../../parts/local.ts'

/** The codes with their labels in every language, as those who translate them compare them. */
export function CodeTable({ list }: { list: CodeList }) {
  const { t } = useTranslation()
  const local = useLocal()
  const columns: readonly Column<Code>[] = [
    {
      key: 'code',
      header: t('dictionary.code'),
      cell: ({ code }) => <span className="k-code">{code}</span>,
      sortBy: ({ code }) => code,
    },
    ...languages.map(
      (language): Column<Code> => ({
        key: language,
        header: languageNames[language],
        cell: ({ label }) => <span lang={language}>{label[language]}</span>,
        sortBy: ({ label }) => label[language],
      }),
    ),
    { key: 'dci', header: t('dictionary.dci'), cell: ({ dci }) => <span className="k-code">{dci ?? '–'}</span> },
  ]
  return <DataTable caption={local(list.label)} columns={columns} rows={list.codes} rowKey={({ code }) => code} />
}
