import { IconBooks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Code, CodeList, Element } from '../../../../src/semantics/schema.ts'
import { useIdInPath } from '../../address.ts'
import { agreementsQuery, codeListsQuery, countryQuery, elementsQuery, mappingsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { CodeTable } from './CodeTable.tsx'

export function ElementPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const local = useLocal()
  const elements = useQuery(elementsQuery)
  const element = elements.data?.find((one) => one.id === id)
  return (
    <Guarded permission="dictionary.read">
      <Page
        title={local(element?.label) || id}
        lead={local(element?.definition)}
        above={
          <Link to="/dictionary" className="k-above">
            {t('pages.dictionary')}
          </Link>
        }
        width={1040}
      >
        <Loaded query={elements}>
          {() =>
            element === undefined ? (
              <Panel>
                <EmptyState icon={IconBooks} title={t('dictionary.unknown')} text={t('dictionary.noneText')} />
              </Panel>
            ) : (
              <ElementView element={element} />
            )
          }
        </Loaded>
      </Page>
    </Guarded>
  )
}

function ElementView({ element }: { element: Element }) {
  const { t } = useTranslation()
  const { data: codeLists } = useQuery(codeListsQuery)
  const list = codeLists?.find(({ id }) => id === element.codeList)
  const kinds = codeLists?.find(({ id }) => id === 'data-kind')
  const kind = kinds?.codes.find(({ code }) => code === element.kind)
  return (
    <>
      <ElementFacts element={element} list={list} kind={kind} />
      {list === undefined ? null : (
        <Panel title={t('dictionary.codes')}>
          <CodeTable list={list} />
        </Panel>
      )}
      <div className="k-two">
        <UsedByAgreements element={element.id} />
        <UsedByMappings element={element.id} />
      </div>
    </>
  )
}

interface ElementFactsProps {
  readonly element: Element
  readonly list: CodeList | undefined
  readonly kind: Code | undefined
}

function ElementFacts({ element, list, kind }: ElementFactsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const local = useLocal()
  const { data: country } = useQuery(countryQuery)
  const unit = element.unit === 'currency' && country !== undefined ? local(country.currency.name) : element.unit
  return (
    <Panel>
      <dl className="k-facts">
        <Fact label={t('dictionary.id')}>
          <span className="k-code">{element.id}</span>
        </Fact>
        <Fact label={t('dictionary.type')}>
          {t(`types.${element.type}`)}
          {unit === undefined ? '' : ` (${unit})`}
        </Fact>
        {list === undefined ? null : (
          <Fact label={t('dictionary.codeList')}>
            {local(list.label)} <span className="k-sub">{t('dictionary.version', { version: list.version })}</span>
          </Fact>
        )}
        {element.direction === undefined ? null : (
          <Fact label={t('dictionary.direction')}>{t(`directions.${element.direction}`)}</Fact>
        )}
        <Fact label={t('dictionary.classification')}>
          <span className="k-tag" data-tone={element.classification}>
            {t(`classifications.${element.classification}`)}
          </span>{' '}
          <span className="k-sub">{t(`classificationExplained.${element.classification}`)}</span>
        </Fact>
        {kind === undefined ? null : <Fact label={t('dictionary.kind')}>{local(kind.label)}</Fact>}
        <Fact label={t('dictionary.standsIn')}>
          {element.recordTypes.map((type) => t(`recordTypes.${type}`)).join(', ')}
        </Fact>
        <Fact label={t('dictionary.steward')}>{names.member(element.steward)}</Fact>
        <Fact label={t('dictionary.sourceOfTruth')}>{names.system(element.sourceOfTruth)}</Fact>
        {element.dci === undefined ? null : (
          <Fact label={t('dictionary.dci')}>
            <span className="k-code">{element.dci}</span>
          </Fact>
        )}
      </dl>
    </Panel>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function UsedByAgreements({ element }: { element: string }) {
  const { t } = useTranslation()
  const local = useLocal()
  const query = useQuery(agreementsQuery)
  return (
    <Panel title={t('dictionary.usedByAgreements')}>
      <Loaded query={query}>
        {(agreements) => {
          const uses = agreements.flatMap(({ agreement }) => {
            const field = agreement.services.flatMap(({ fields }) => fields).find((one) => one.element === element)
            return field === undefined ? [] : [{ agreement, release: field.release }]
          })
          if (uses.length === 0) return <p className="k-sub">{t('dictionary.noAgreement')}</p>
          return (
            <ul className="k-plain-list">
              {uses.map(({ agreement, release }) => (
                <li key={agreement.id}>
                  <Link to="/agreements/$id" params={{ id: agreement.id }}>
                    {local(agreement.title)}
                  </Link>{' '}
                  <span className="k-tag">{t(`forms.${release}`)}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function UsedByMappings({ element }: { element: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const query = useQuery(mappingsQuery)
  return (
    <Panel title={t('dictionary.usedByMappings')}>
      <Loaded query={query}>
        {(mappings) => {
          const uses = mappings.flatMap((mapping) =>
            mapping.fields
              .filter((field) => field.element === element)
              .map(({ from, transform }) => ({ ...mapping, from, transform })),
          )
          if (uses.length === 0) return <p className="k-sub">{t('dictionary.noMapping')}</p>
          return (
            <ul className="k-plain-list">
              {uses.map(({ id, system, from, transform }) => (
                <li key={`${id} ${from}`}>
                  <strong>{names.system(system)}</strong> <span className="k-code">{from}</span>{' '}
                  <span className="k-sub">{transform}</span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Panel>
  )
}
