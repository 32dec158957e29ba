import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'

interface ProblemNoticeProps {
  readonly fault: unknown
  readonly onRetry?: () => void
}

/** What went wrong, what mends it, a way to try again, and the id under which the logs have it. */
export function ProblemNotice({ fault, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation()
  const problem = fault instanceof ApiProblem ? fault : undefined
  const title =
    problem?.status === 0 ? t('problem.unreachable') : sentence(problem?.body.title ?? t('problem.unexpected'))
  const fix = problem?.status === 0 ? t('problem.unreachableFix') : (problem?.body.fix ?? t('problem.unexpectedFix'))
  return (
    <Alert
      color="clay"
      variant="light"
      role="alert"
      className="k-problem"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
    >
      <Stack gap="xs" align="flex-start">
        <Text fz="sm">{fix}</Text>
        <Group gap="md">
          {onRetry === undefined ? null : (
            <Button
              size="compact-sm"
              variant="default"
              onClick={onRetry}
              leftSection={<IconRefresh size={15} aria-hidden />}
            >
              {t('problem.retry')}
            </Button>
          )}
          {problem?.body.instance === undefined ? null : (
            <Text fz="xs">
              {t('problem.occurrence')} <Code>{problem.body.instance.split(':').at(-1)}</Code>
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}

const sentence = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1)
