import { Button } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../api/client.ts'
import { claimNext } from '../../../api/identity.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'

/** Takes the first pair that waits for the reader in hand, and opens it. An empty queue is good news, not a fault. */
export function useNext() {
  const router = useRouter()
  return useMutation({
    mutationFn: claimNext,
    onSuccess: ({ id }) => router.navigate({ to: '/identity/duplicates/$id', params: { id } }),
  })
}

interface NextButtonProps {
  readonly label: string
  readonly children?: ReactNode
  readonly quiet?: boolean
  /** Its turn comes when what was before it is done. */
  readonly focused?: boolean
  readonly next?: ReturnType<typeof useNext>
}

export function NextButton(props: NextButtonProps) {
  const own = useNext()
  return <NextButtonOf {...props} next={props.next ?? own} />
}

function NextButtonOf({
  label,
  children,
  quiet = false,
  focused = false,
  next,
}: NextButtonProps & { next: ReturnType<typeof useNext> }) {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused) button.current?.focus()
  }, [focused])
  const empty = next.error instanceof ApiProblem && next.error.status === 404
  return (
    <div className="k-next">
      <Button
        ref={button}
        {...(quiet ? { variant: 'default' } : {})}
        loading={next.isPending}
        leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
        rightSection={children}
        onClick={() => next.mutate()}
      >
        {label}
      </Button>
      <span role="status" className="k-sub">
        {empty ? t('duplicates.allDone') : ''}
      </span>
      {next.error === null || empty ? null : <ProblemNotice fault={next.error} />}
    </div>
  )
}
