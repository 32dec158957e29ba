import { IconCircleCheck, IconUsers } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeptModel, ModelUse } from '../../../../../src/identity/models/schema.ts'
import { identityKey, modelsQuery } from '../../../api/identity.ts'
import { changesQuery, confirmModel, proposeModel, refuseModel } from '../../../api/models.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded, RowsSkeleton } from '../../../parts/Loaded.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { When } from '../../../parts/When.tsx'
import { useSession } from '../../../session/session.ts'
import { ChangesList } from './Changes.tsx'
import { Train } from './Train.tsx'

/** Two people put a model in use: what has been said so far, and what the reader may say. */
export function UsePanel({ kept }: { readonly kept: KeptModel }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const waiting = kept.uses.find(({ state }) => state === 'proposed')
  return (
    <Panel title={t('modelUse.title')}>
      <Standing kept={kept} />
      <div className="k-next">
        {waiting === undefined ? null : <Answer kept={kept} use={waiting} />}
        {waiting === undefined && !kept.live && kept.trained && may('identity.run') ? <Propose kept={kept} /> : null}
        {!kept.trained && may('identity.run') ? <Train kept={kept} /> : null}
      </div>
      {kept.uses.length === 0 ? null : <History uses={kept.uses} />}
    </Panel>
  )
}

function Standing({ kept }: { readonly kept: KeptModel }) {
  const { t } = useTranslation()
  const { account, trained, live, uses, training } = kept
  const confirmed = uses.find(({ state }) => state === 'confirmed')
  return (
    <>
      <p>
        {live
          ? t(confirmed === undefined ? 'modelUse.liveFirst' : 'modelUse.live')
          : t(trained ? 'modelUse.notLive' : 'modelUse.untrained')}
      </p>
      <p className="k-sub">
        {t('modelUse.keptBy', { account })}
        {training === undefined
          ? ''
          : ` ${t(training.labels === 0 ? 'modelUse.trainedWithout' : 'modelUse.trainedWith', { number: training.labels, matches: training.matches })}`}
      </p>
    </>
  )
}

function useDone() {
  const client = useQueryClient()
  return async (says: string): Promise<string> => {
    await client.invalidateQueries({ queryKey: identityKey })
    return says
  }
}

function Propose({ kept: { digest, model } }: { readonly kept: KeptModel }) {
  const { t } = useTranslation()
  const done = useDone()
  return (
    <ConfirmButton
      label={t('modelUse.propose')}
      variant="filled"
      leftSection={<IconUsers size={16} aria-hidden />}
      question={t('modelUse.proposeQuestion', { name: model.id, version: model.version })}
      verb={t('modelUse.propose')}
      act={async () => {
        await proposeModel(digest)
        return done(t('modelUse.proposed'))
      }}
    >
      <p>{t('models.useMeans')}</p>
      <p>{t('modelUse.second')}</p>
    </ConfirmButton>
  )
}

interface AnswerProps {
  readonly kept: KeptModel
  readonly use: ModelUse
}

function Answer({ kept, use }: AnswerProps) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  const me = session?.username
  if (!may('identity.confirm-model')) return <p className="k-sub">{t('modelUse.waits', { account: use.account })}</p>
  if (use.account === me) {
    return (
      <>
        <p>{t('modelUse.yours')}</p>
        <TakeBack kept={kept} own />
      </>
    )
  }
  if (kept.account === me) return <p>{t('modelUse.wroteIt', { account: use.account })}</p>
  return (
    <>
      <Confirm {...{ kept, use }} />
      <TakeBack kept={kept} own={false} />
    </>
  )
}

function Confirm({ kept, use }: AnswerProps) {
  const { t } = useTranslation()
  const done = useDone()
  const { data: models } = useQuery(modelsQuery)
  const live = models?.find((one) => one.live)?.digest
  const { digest, model } = kept
  return (
    <ConfirmButton
      label={t('modelUse.confirm')}
      variant="filled"
      leftSection={<IconCircleCheck size={16} aria-hidden />}
      question={t('models.useQuestion', { name: model.id, version: model.version })}
      verb={t('modelUse.confirm')}
      ready={models !== undefined}
      act={async () => {
        await confirmModel(digest, live ?? null)
        return done(t('models.nowInUse'))
      }}
    >
      <p>{t('modelUse.proposedBy', { account: use.account })}</p>
      <p>{t('models.useMeans')}</p>
      {live === undefined ? null : <AgainstLive digest={digest} live={live} />}
    </ConfirmButton>
  )
}

/** What the reader is about to say yes to. */
function AgainstLive({ digest, live }: { readonly digest: string; readonly live: string }) {
  const query = useQuery(changesQuery(digest, live))
  return (
    <div className="k-dialog-changes">
      <Loaded query={query} skeleton={<RowsSkeleton rows={2} />}>
        {(changes) => <ChangesList changes={changes} />}
      </Loaded>
    </div>
  )
}

function TakeBack({ kept: { digest, model }, own }: { readonly kept: KeptModel; readonly own: boolean }) {
  const { t } = useTranslation()
  const done = useDone()
  const verb = t(own ? 'modelUse.withdraw' : 'modelUse.refuse')
  return (
    <ConfirmButton
      label={verb}
      question={t(own ? 'modelUse.withdrawQuestion' : 'modelUse.refuseQuestion', {
        name: model.id,
        version: model.version,
      })}
      verb={verb}
      act={async () => {
        await refuseModel(digest)
        return done(t(own ? 'modelUse.withdrawn' : 'modelUse.refused'))
      }}
    >
      <p>{t('modelUse.staysAsItIs')}</p>
    </ConfirmButton>
  )
}

function History({ uses }: { readonly uses: readonly ModelUse[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ol className="k-plain-list k-sub" aria-label={t('modelUse.history')}>
      {uses.map(({ id, state, account, at, decidedBy, decidedAt }) => (
        <li key={id}>
          {t('modelUse.proposedOn', { account, at: format.instant(at) })}
          {decidedBy === undefined || decidedAt === undefined ? null : (
            <>
              {' '}
              {t(`modelUse.states.${state}`, { account: decidedBy })} <When at={decidedAt} />
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
