import { Button, NativeSelect } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LookupPurpose } from '../../../../../src/identity/mapping/schema.ts'
import { lookUpIdentifiers, lookupPurposesQuery } from '../../../api/identity.ts'
import { Loaded, RowsSkeleton } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { Panel } from '../../../parts/Page.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { newMessageId } from '../../ask/question.ts'
import { FoundIdentifiers } from './FoundIdentifiers.tsx'

/** What other systems know the person by: shown once the reader has said what for, and each look is an exchange. */
export function IdentifiersAcross({ person }: { person: string }) {
  const { t } = useTranslation()
  const query = useQuery(lookupPurposesQuery)
  return (
    <Panel title={t('identifiersAcross.title')}>
      <p className="k-sub">{t('identifiersAcross.text')}</p>
      <Loaded query={query} skeleton={<RowsSkeleton rows={1} />}>
        {([first, ...others]) =>
          first === undefined ? (
            <p>{t('identifiersAcross.notAgreed')}</p>
          ) : (
            <LookUp person={person} first={first} others={others} />
          )
        }
      </Loaded>
    </Panel>
  )
}

interface LookUpProps {
  readonly person: string
  readonly first: LookupPurpose
  readonly others: readonly LookupPurpose[]
}

function LookUp({ person, first, others }: LookUpProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const [purpose, setPurpose] = useState(first.purpose)
  const look = useMutation({ mutationFn: () => lookUpIdentifiers(person, { messageId: newMessageId(), purpose }) })
  const name = ({ purpose: id, label }: LookupPurpose): string => local(label) || id
  return (
    <>
      <div className="k-look-up">
        {others.length === 0 ? (
          <p>
            <span className="k-sub">{t('identifiersAcross.purpose')}</span>
            <br />
            {name(first)}
          </p>
        ) : (
          <NativeSelect
            label={t('identifiersAcross.purpose')}
            value={purpose}
            onChange={(event) => {
              setPurpose(event.currentTarget.value)
              look.reset()
            }}
            data={[first, ...others].map((one) => ({ value: one.purpose, label: name(one) }))}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          loading={look.isPending}
          onClick={() => look.mutate()}
        >
          {t(look.isSuccess ? 'identifiersAcross.again' : 'identifiersAcross.show')}
        </Button>
      </div>
      <div aria-live="polite">
        {look.isError ? <ProblemNotice fault={look.error} onRetry={() => look.mutate()} /> : null}
        {look.data === undefined ? null : <FoundIdentifiers answer={look.data} />}
      </div>
    </>
  )
}
