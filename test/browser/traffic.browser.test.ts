import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openReceiver } from '../../src/exchange/deliveries/test-receiver.ts'
import { newPage, openBrowser, signInAs } from '../support/browser.ts'
import { rowsOf } from '../support/caller.ts'
import { searchLater, subscribe } from '../support/dci-messages.ts'
import { until } from '../support/desk.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02
const inTime = 30_000

test('what machines send each other, in the console of a running Kiungo', async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale })
  const receiver = await openReceiver()
  t.after(() => receiver.close())
  const browser = await openBrowser(t)
  const open = async (username: string, path: string) => {
    const page = await newPage(browser, url)
    await signInAs(page, username, path)
    return page
  }

  await t.test(
    'a system is onboarded by seven questions, its errors beside their fields, nothing typed lost',
    async () => {
      const page = await open('admin', '/partners')
      await page.getByRole('link', { name: 'Onboard a system' }).click()
      await next(page, 'Which system is it?')
      assert.equal(await page.locator('[aria-invalid="true"]').count(), 3)
      await page.getByLabel('Client that it calls as').selectOption('ndma-fieldwork')
      await page.getByLabel('Name', { exact: true }).fill('Drought fieldwork, northern counties')
      assert.equal(await page.getByLabel('Short name').inputValue(), 'drought-fieldwork-northern-counties')
      await next(page, 'Which system is it?')
      await page.getByLabel('Sender ids').fill('fieldwork.ndma.example')
      await page.reload()
      await page.getByRole('heading', { name: 'Under which names does it send?' }).waitFor()
      assert.equal(await page.getByLabel('Sender ids').inputValue(), 'fieldwork.ndma.example')
      await next(page, 'Under which names does it send?')
      await page.getByLabel('Hosts that may be called').fill('127.0.0.1:*')
      await page.getByLabel('Base address of its server').fill('http://localhost:1/dci')
      await next(page, 'Where is it?')
      await page.getByText('Any port (:*) is for a private network only').waitFor()
      await page.getByLabel('These hosts are inside a private network').click()
      await page.getByText('Its host is not among those that may be called').waitFor()
      await page.getByLabel('Base address of its server').fill(`${url}/dci/sr/v1.0.0`)
      for (const question of ['Where is it?', 'How are messages signed?', 'How do we know its signature?']) {
        await next(page, question)
      }
      await next(page, 'Are messages encrypted?')
      await page.getByText('It sends as fieldwork.ndma.example').waitFor()
      await page.getByRole('button', { name: 'Onboard it' }).click()
      await page.getByRole('heading', { level: 1, name: 'Drought fieldwork, northern counties' }).waitFor()
      await page.context().close()
    },
  )

  await t.test('a test call shows its checks one by one; suspending asks first', async () => {
    const page = await open('admin', '/partners/drought-fieldwork-northern-counties')
    await page.getByRole('button', { name: 'Call it now' }).click()
    const checks = page.locator('.k-test-checks li')
    await checks.first().waitFor({ timeout: inTime })
    assert.equal(await checks.count(), 6)
    assert.equal(await checks.first().getAttribute('data-result'), 'passed')
    await page.getByRole('button', { name: 'Suspend' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Its messages are refused').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Suspend' }).click()
    await dialog.getByRole('button', { name: 'Suspend' }).click()
    await page.getByRole('button', { name: 'Reinstate' }).waitFor()
    await page.context().close()
  })

  await t.test('who may read partners and not manage them is offered no act', async () => {
    const page = await open('auditor', '/partners/dss-demo')
    await page.getByRole('heading', { name: 'What is agreed about its messages' }).waitFor()
    for (const name of ['Edit', 'Suspend', 'Call it now']) {
      assert.equal(await page.getByRole('button', { name }).or(page.getByRole('link', { name })).count(), 0, name)
    }
    await page.goto('/partners/new')
    await page.getByRole('heading', { level: 1, name: 'Your role may not open this page' }).waitFor()
    await page.context().close()
  })

  await t.test('a client’s key is revoked on the page of its partner, once confirmed', async () => {
    const page = await open('admin', '/partners/dss-pension-mis')
    const panel = page.locator('.k-panel', { has: page.getByRole('heading', { name: 'Keys of the client' }) })
    await panel.getByRole('button', { name: 'Revoke' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The key is not taken again').waitFor()
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await panel.getByText('No key is registered for the client').waitFor({ timeout: inTime })
    await page.context().close()
  })

  await t.test('a request that was given up is listed, and begun anew', async () => {
    const id = `in-${'0'.repeat(26)}`
    await rowsOf(
      dataFolder,
      `insert into known_message (id, caller, member, protocol, operation, message_id, transaction_id, correlation_id,
         reference_ids, keys, received_at, state, accepted, body_digest, tries, key_id, request)
       values ('${id}', 'client nsps-demo', 'nsps', 'dci', 'sr/search', 'm-given-up', 't', 'c', '{r}', '{}', now(),
         'failed', true, repeat('a', 64), 12, 'k', 'x')`,
    )
    const page = await open('admin', '/deliveries')
    await page.getByRole('heading', { name: 'Requests that were given up' }).waitFor()
    await page.getByText('m-given-up').waitFor()
    await page.getByRole('button', { name: 'Begin anew' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Begin anew' }).click()
    // Its stored text does not open: the work is begun, and given up again.
    const begun = `select 1 from administrative_act where subject = '${id}'`
    await until(async () => (await rowsOf(dataFolder, begun)).length === 1)
    await page.context().close()
  })

  await t.test('a callback that fails says why, and arrives by itself', async () => {
    const acknowledges = receiver.answer
    receiver.answer = (response) => response.writeHead(503).end()
    await searchLater(url, receiver.url)
    const page = await open('admin', '/deliveries?state=waiting')
    await page.getByText('Refused by the receiver').first().waitFor({ timeout: inTime })
    await page.locator('.k-table tbody a[href^="/deliveries/"]').first().click()
    await page.getByRole('heading', { level: 1, name: 'One delivery, attempt by attempt' }).waitFor()
    await page.locator('.k-timeline').getByText('HTTP 503').first().waitFor()
    receiver.answer = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"message":{"ack_status":"ACK"}}')
    await page.getByText('The receiver acknowledged it.').waitFor({ timeout: 60_000 })
    receiver.answer = acknowledges
    await page.context().close()
  })

  await t.test('deliveries are exported as they are shown, and a figure opens what it counts', async () => {
    const page = await open('admin', '/deliveries')
    await page.locator('.k-figure', { hasText: 'Delivered' }).click()
    await page.waitForURL(/state=delivered/)
    await page.locator('.k-delivery-rows tbody tr').first().waitFor()
    const rows = await page.locator('.k-delivery-rows tbody tr').count()
    await page.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
    assert.equal(lines.length, rows + 1)
    assert.match(lines[0] ?? '', /^id,created_at,kind,/)
    await page.context().close()
  })

  await t.test(
    'a subscription tells in words what is heard of and how often, and is ended when confirmed',
    async () => {
      await subscribe(url, receiver.url)
      const page = await open('admin', '/subscriptions')
      await page.getByText('Every day at 07:00').waitFor()
      await page.locator('.k-table tbody a[href^="/subscriptions/"]').first().click()
      await page.getByText('The values are not shown.').waitFor()
      await page.getByRole('button', { name: 'Notify again' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/^Since/).fill('2099-01-01T00:00')
      await dialog.getByText('Give a day and a time in the past').waitFor()
      assert.ok(await dialog.getByRole('button', { name: 'Notify again' }).isDisabled())
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'End it' }).click()
      await dialog.getByRole('button', { name: 'End it' }).click()
      await page.getByText('Ended', { exact: true }).first().waitFor()
      assert.equal(await page.getByRole('button', { name: 'End it' }).count(), 0)
      await page.context().close()
    },
  )
})

/** Answers the question that is shown. */
async function next(page: Page, question: string): Promise<void> {
  await page.getByRole('heading', { level: 2, name: question }).waitFor()
  await page.locator('.k-form button[type="submit"]').click()
}
