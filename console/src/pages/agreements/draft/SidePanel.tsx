import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { contract } from '../../../../../src/agreements/text/contract.ts'
import { useAddress } from '../../../address.ts'
import { type Analysis, whatIf } from '../../../api/agreements.ts'
import { ApiProblem } from '../../../api/client.ts'
import { currentLanguage } from '../../../i18n.ts'
import { RowsSkeleton } from '../../../parts/Loaded.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { goTo } from '../../../parts/places.ts'
import { Mark } from '../../../parts/StatusMark.tsx'
import { hashOf } from '../../../parts/sign.ts'
import { draftSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { ContractView } from '../ContractView.tsx'
import { useContractNames } from '../contract-context.ts'
import { Findings } from '../Findings.tsx'
import { usePlaceName } from '../place-names.ts'
import { WhatIfResult } from './WhatIfResult.tsx'

const sides = ['text', 'checks', 'what-if'] as const
const daysBack = 30
/** What is left in view above the clause. */
const leadPx = 90

export interface SidePanelProps {
  readonly agreement: Agreement
  readonly open: readonly string[]
  readonly analysis: UseQueryResult<Analysis, Error>
  /** Where in the form the reader is. */
  readonly place: string | undefined
}

/** Beside the form: what it reads like, what is wrong with it, and what it would have made of past questions. */
export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation()
  const { may } = useSession()
  const [chosen, choose] = useAddress(draftSearch)
  const { side = 'text' } = chosen
  const shown = sides.filter((key) => key !== 'what-if' || may('decision.explain'))
  const errors = props.analysis.data?.findings.filter(({ severity }) => severity === 'error').length ?? 0
  const count = props.open.length > 0 ? props.open.length : errors
  return (
    <aside className="k-panel k-draft-side" aria-label={t('drafting.side')}>
      <div className="k-tabs">
        {shown.map((key) => (
          <button key={key} type="button" aria-pressed={key === side} onClick={() => choose({ ...chosen, side: key })}>
            {t(`drafting.sides.${key}`)}
            {key === 'checks' && count > 0 ? ` (${count})` : ''}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants a scrolling region to be reachable by keyboard. */}
      <section className="k-draft-side-body" tabIndex={0} aria-label={t(`drafting.sides.${side}`)}>
        {side === 'text' ? <LiveText agreement={props.agreement} place={props.place} /> : null}
        {side === 'checks' ? <Checks {...props} /> : null}
        {side === 'what-if' ? <Trial {...props} /> : null}
      </section>
    </aside>
  )
}

/** Follows the form: the clause that says what is being filled in is marked and brought into view. */
function LiveText({ agreement, place }: Pick<SidePanelProps, 'agreement' | 'place'>) {
  const names = useContractNames()
  const shown = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const marked = place === undefined ? null : shown.current?.querySelector<HTMLElement>('[data-marked="true"]')
    const body = shown.current?.parentElement
    // Only the text moves, never the page with the form.
    if (marked && body) body.scrollTop += marked.getBoundingClientRect().top - body.getBoundingClientRect().top - leadPx
  }, [place])
  const text = contract(agreement, { ...names, language: currentLanguage(), hash: hashOf(agreement) })
  return (
    <div ref={shown}>
      <ContractView contract={text} place={place} />
    </div>
  )
}

function Checks({ agreement, open, analysis }: SidePanelProps) {
  const placeName = usePlaceName(agreement)
  if (open.length > 0) return <OpenPlaces agreement={agreement} open={open} />
  const { data, error } = analysis
  if (error !== null) return <Refused fault={error} placeName={placeName} />
  return data === undefined ? <RowsSkeleton /> : <Findings agreement={agreement} analysis={data} onGo={goTo} />
}

/** What the server does not take, and the way to it; of a place that is named, the field says what is wrong. */
function Refused({ fault, placeName }: { fault: Error; placeName: (pointer: string) => string }) {
  const { t } = useTranslation()
  const { pointer, code } = fault instanceof ApiProblem ? fault.body : {}
  const isOfShape = pointer !== undefined && code === 'platform.invalid-body'
  return (
    <>
      {isOfShape ? <p role="alert">{t('drafting.notTaken')}</p> : <ProblemNotice fault={fault} />}
      {pointer === undefined ? null : (
        <button type="button" className="k-link-button" onClick={() => goTo(pointer)}>
          {t('checks.goTo', { place: placeName(pointer) })}
        </button>
      )}
    </>
  )
}

function OpenPlaces({ agreement, open }: Pick<SidePanelProps, 'agreement' | 'open'>) {
  const { t } = useTranslation()
  const placeName = usePlaceName(agreement)
  return (
    <>
      <p>{t('drafting.openText', { number: open.length })}</p>
      <ul className="k-plain-list">
        {open.map((pointer) => (
          <li key={pointer}>
            <button type="button" className="k-link-button" onClick={() => goTo(pointer)}>
              {placeName(pointer)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Trial({ agreement, open }: SidePanelProps) {
  const { t } = useTranslation()
  const trial = useMutation({ mutationFn: () => whatIf(agreement, daysBack) })
  return (
    <>
      <p>{t('whatIf.text', { days: daysBack })}</p>
      <Button disabled={open.length > 0} loading={trial.isPending} onClick={() => trial.mutate()}>
        {t('whatIf.run')}
      </Button>
      {open.length === 0 ? null : <p className="k-sub">{t('drafting.openText', { number: open.length })}</p>}
      {trial.error === null ? null : <ProblemNotice fault={trial.error} />}
      {trial.data === undefined ? null : trial.data.exchanges === 0 ? (
        <p>
          <Mark tone="calm" icon={IconCircleCheck}>
            {t('whatIf.none')}
          </Mark>
        </p>
      ) : (
        <WhatIfResult tried={trial.data} />
      )}
    </>
  )
}
