import { Button, Checkbox, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../../../src/identity/people/schema.ts'
import type { SideBySide, Verdict, VerdictAnswer } from '../../../../../src/identity/review/schema.ts'
import { identityKey, sayVerdict } from '../../../api/identity.ts'
import { Panel } from '../../../parts/Page.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../session/session.ts'
import { useDigits, useKeysOn } from '../keys.ts'
import { reasonsOf, verdicts } from '../known.ts'
import { ReasonSelect } from '../ReasonSelect.tsx'
import { Claim } from './Claim.tsx'
import { FourEyes } from './FourEyes.tsx'
import { NextButton, useNext } from './NextButton.tsx'

/** Chosen by a key or a click, said by a second one: a slip of the finger decides about nobody. */
export function VerdictPanel({ pair }: { pair: SideBySide }) {
  const { t } = useTranslation()
  const [keysOn, setKeysOn] = useKeysOn()
  const [verdict, setVerdict] = useState<Verdict>()
  const say = useRef<HTMLButtonElement>(null)
  const saying = useSaying(pair)
  const next = useNext()
  const open = useOpenToReader(pair) && saying.data === undefined
  const choose = (chosen: Verdict) => {
    if (!open) return
    saying.reset()
    setVerdict(chosen)
    // It is there once the choice is drawn.
    requestAnimationFrame(() => say.current?.focus())
  }
  useDigits(keysOn, [...verdicts.map((one) => () => choose(one)), () => next.mutate()])
  return (
    <Panel title={t('verdict.title')}>
      <FourEyes pair={pair} />
      {open ? (
        <>
          <Claim proposal={pair.proposal} />
          <Choices verdict={verdict} keysOn={keysOn} onChoose={choose} />
          {verdict === undefined ? null : (
            <SayIt
              key={verdict}
              verdict={verdict}
              saying={saying}
              button={say}
              needsTwo={pair.proposal.needsTwo !== undefined}
            />
          )}
        </>
      ) : null}
      <div role="status">{saying.data === undefined ? '' : <Said answer={saying.data} />}</div>
      <div className="k-verdict-next">
        <NextButton label={t('duplicates.next')} quiet={open} focused={saying.data !== undefined} next={next}>
          {keysOn ? <kbd>4</kbd> : null}
        </NextButton>
      </div>
      <Checkbox
        label={t('verdict.keys')}
        checked={keysOn}
        onChange={(event) => setKeysOn(event.currentTarget.checked)}
        size="xs"
      />
    </Panel>
  )
}

/** Undecided, and not said by the reader yet. */
function useOpenToReader({ proposal, opinions }: SideBySide): boolean {
  const { session } = useSession()
  if (proposal.state === 'decided' || proposal.state === 'withdrawn') return false
  return !opinions.some(({ account }) => account === session?.username)
}

type Saying = ReturnType<typeof useSaying>

function useSaying({ proposal: { id, revision } }: SideBySide) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ verdict, reason }: { verdict: Verdict; reason: Reason }) =>
      sayVerdict(id, { verdict, reason, revision }),
    // Whoever was first is seen on the page at once, and so is what one said oneself.
    onSettled: () => client.invalidateQueries({ queryKey: identityKey }),
  })
}

interface ChoicesProps {
  readonly verdict: Verdict | undefined
  readonly keysOn: boolean
  readonly onChoose: (verdict: Verdict) => void
}

function Choices({ verdict, keysOn, onChoose }: ChoicesProps) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that stay pressed, not fields of a form.
    <div className="k-verdicts" role="group" aria-label={t('verdict.title')}>
      {verdicts.map((one, place) => (
        <button
          key={one}
          type="button"
          className="k-verdict"
          aria-pressed={verdict === one}
          aria-keyshortcuts={keysOn ? String(place + 1) : undefined}
          onClick={() => onChoose(one)}
        >
          {keysOn ? <kbd aria-hidden>{place + 1}</kbd> : null}
          <span>
            <strong>{t(`verdicts.${one}`)}</strong>
            <span className="k-sub">{t(`verdictsExplained.${one}`)}</span>
          </span>
        </button>
      ))}
    </div>
  )
}

interface SayItProps {
  readonly verdict: Verdict
  readonly saying: Saying
  readonly button: RefObject<HTMLButtonElement | null>
  readonly needsTwo: boolean
}

function SayIt({ verdict, saying, button, needsTwo }: SayItProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<Reason | undefined>(reasonsOf[verdict][0])
  return (
    <Stack gap="sm" className="k-say">
      <ReasonSelect reasons={reasonsOf[verdict]} value={reason} onChoose={setReason} />
      <Button
        ref={button}
        fullWidth
        loading={saying.isPending}
        disabled={reason === undefined}
        onClick={() => {
          if (reason !== undefined) saying.mutate({ verdict, reason })
        }}
      >
        {t(`verdict.say.${verdict}`)}
      </Button>
      <span className="k-sub">
        {t(needsTwo || verdict === 'cannot-tell' ? 'verdict.waitsForSecond' : `verdict.means.${verdict}`)}
      </span>
      {saying.error === null ? null : <ProblemNotice fault={saying.error} />}
    </Stack>
  )
}

/** What became of it: carried out, or waiting for somebody else. */
function Said({ answer: { proposal, decision } }: { answer: VerdictAnswer }) {
  const { t } = useTranslation()
  return (
    <p className="k-said">
      {decision === undefined
        ? t(proposal.state === 'disputed' ? 'verdict.saidDisputed' : 'verdict.saidSecond')
        : t(`verdict.done.${decision.kind === 'link' || decision.kind === 'not-link' ? decision.kind : 'cannot-tell'}`)}
    </p>
  )
}
