import { Button, type ButtonProps, Group, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from './ProblemNotice.tsx'

interface ConfirmButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'leftSection' | 'disabled'> {
  readonly label: string
  /** What is about to happen, as a question, and what it means. */
  readonly question: string
  readonly children: ReactNode
  /** The verb of the button that does it. */
  readonly verb: string
  /** What was done, in words. */
  /** Whether what the dialog asks for is there. */
  readonly ready?: boolean
  readonly act: () => Promise<string>
}

/** An act that others feel: said in full, and done only when confirmed. A failure is told where it was asked. */
export function ConfirmButton({ label, question, children, verb, ready = true, act, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation()
  const [open, dialog] = useDisclosure(false)
  const acting = useMutation({ mutationFn: act, onSuccess: dialog.close })
  const ask = () => {
    acting.reset()
    dialog.open()
  }
  return (
    <>
      <Button variant="default" {...button} onClick={ask}>
        {label}
      </Button>
      <span role="status" className="k-sub">
        {acting.data ?? ''}
      </span>
      <Modal
        opened={open}
        onClose={dialog.close}
        title={question}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
        classNames={{ title: 'k-dialog-title' }}
        yOffset="12vh"
      >
        <Stack gap="md">
          <div>{children}</div>
          {acting.error === null ? null : <ProblemNotice fault={acting.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={dialog.close} data-autofocus>
              {t('confirm.cancel')}
            </Button>
            <Button loading={acting.isPending} disabled={!ready} onClick={() => acting.mutate()}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
