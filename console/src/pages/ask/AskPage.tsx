import './ask.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question, QuestionAnswer } from '../../../../src/exchange/schema.ts'
import { useAddress } from '../../address.ts'
import { call } from '../../api/client.ts'
import { questionOptionsQuery } from '../../api/queries.ts'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/Page.tsx'
import { askSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'
import { AnswerStep } from './AnswerStep.tsx'
import { AskSteps, type StepKey } from './AskSteps.tsx'
import { ConfirmStep } from './ConfirmStep.tsx'
import { PersonStep } from './PersonStep.tsx'
import { PurposeStep } from './PurposeStep.tsx'
import { type ChosenPerson, newMessageId, type PurposeOption } from './question.ts'

export function AskPage(): ReactNode {
  const { t } = useTranslation()
  const local = useLocal()
  const { session } = useSession()
  const options = useQuery(questionOptionsQuery)
  return (
    <Guarded permission="question.ask">
      <Page title={t('ask.title')} lead={t('ask.lead', { member: local(session?.memberName) })} width={1040}>
        <Loaded query={options}>{(data) => <AskQuestion purposes={data.purposes} />}</Loaded>
      </Page>
    </Guarded>
  )
}

/**
 * The purpose stands in the address. The person does not: an address is kept in histories and logs, where no
 * identifier belongs.
 */
function AskQuestion({ purposes }: { purposes: readonly PurposeOption[] }) {
  const names = useNames()
  const [{ purpose: chosen }, choose] = useAddress(askSearch)
  const [person, setPerson] = useState<ChosenPerson>()
  const ask = useMutation({
    mutationFn: (question: Omit<Question, 'messageId'>) =>
      call<QuestionAnswer>('/v1/questions', { method: 'POST', body: { ...question, messageId: newMessageId() } }),
  })
  const purpose = purposes.find((option) => option.purpose === chosen)
  const current: StepKey =
    purpose === undefined ? 'purpose' : person === undefined ? 'person' : ask.data === undefined ? 'sources' : 'answer'
  const choosePurpose = (id: string | undefined) => choose({ purpose: id })
  const goTo = (step: StepKey) => {
    ask.reset()
    if (step === 'purpose' || step === 'person') setPerson(undefined)
    if (step === 'purpose') choosePurpose(undefined)
  }
  const done = {
    purpose: purpose === undefined ? undefined : names.purpose(purpose.purpose),
    person: person?.name ?? (person === undefined ? undefined : Object.values(person.subject).join(', ')),
  }
  return (
    <>
      <AskSteps current={current} done={done} onGo={goTo} />
      {purpose === undefined ? <PurposeStep purposes={purposes} onChoose={choosePurpose} /> : null}
      {purpose !== undefined && person === undefined ? <PersonStep purpose={purpose} onChoose={setPerson} /> : null}
      {purpose !== undefined && person !== undefined && ask.data === undefined ? (
        <ConfirmStep
          purpose={purpose}
          person={person}
          busy={ask.isPending}
          fault={ask.error}
          onAsk={({ services, caseRef }) =>
            ask.mutate({
              purpose: purpose.purpose,
              subject: person.subject,
              sources: services.map((service) => ({ service })),
              ...(caseRef === '' ? {} : { caseRef }),
            })
          }
        />
      ) : null}
      {ask.data === undefined || person === undefined ? null : (
        <AnswerStep answer={ask.data} person={person} onAgain={() => goTo('person')} />
      )}
    </>
  )
}
