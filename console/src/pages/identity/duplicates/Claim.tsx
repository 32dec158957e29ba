import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../../src/identity/review/schema.ts'
import { claimPair, identityKey, releasePair } from '../../../api/identity.ts'
import { useFormat } from '../../../parts/format.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../session/session.ts'

/** Who has the pair in hand, so that two do not do the same work. */
export function Claim({ proposal: { id, claimedBy, claimedUntil } }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { session } = useSession()
  const client = useQueryClient()
  const held = claimedBy !== undefined && Date.parse(claimedUntil ?? '') > Date.now()
  const own = held && claimedBy === session?.username
  const changing = useMutation({
    mutationFn: () => (own ? releasePair(id) : claimPair(id)),
    onSettled: () => client.invalidateQueries({ queryKey: identityKey }),
  })
  const until = claimedUntil === undefined ? '' : format.instant(claimedUntil)
  return (
    <>
      <div className="k-claim">
        <span className="k-sub">
          {held ? t(own ? 'claim.own' : 'claim.other', { account: claimedBy, until }) : t('claim.free')}
        </span>
        {held && !own ? null : (
          <Button size="compact-sm" variant="default" loading={changing.isPending} onClick={() => changing.mutate()}>
            {t(own ? 'claim.release' : 'claim.take')}
          </Button>
        )}
      </div>
      {changing.error === null ? null : <ProblemNotice fault={changing.error} />}
    </>
  )
}
