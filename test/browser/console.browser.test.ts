import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newPage, openBrowser, signInAs } from '../support/browser.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02

test('the console, on a running Kiungo', async (t) => {
  const { url } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const open = async (username: string, path = '/') => {
    const page = await newPage(browser, url)
    await signInAs(page, username, path)
    return page
  }

  for (const username of ['officer', 'manager', 'legal', 'auditor', 'admin']) {
    await t.test(`${username} signs in and sees only pages of the role`, async () => {
      const page = await open(username)
      await page.getByRole('heading', { level: 1, name: 'The country' }).waitFor()
      const mayAsk = ['officer', 'manager', 'admin'].includes(username)
      const links = page.getByRole('navigation').getByRole('link', { name: 'Ask', exact: true })
      assert.equal(await links.count(), mayAsk ? 1 : 0)
      await page.goto('/ask')
      const heading = mayAsk ? 'Ask about a person' : 'Your role may not open this page'
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.context().close()
    })
  }

  await t.test('a wrong password is refused plainly and what was typed stays', async () => {
    const page = await newPage(browser, url)
    await page.goto('/sign-in')
    await page.getByRole('textbox', { name: 'User name' }).fill('officer')
    await page.getByLabel('Password', { exact: true }).fill('guess')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('do not fit').waitFor()
    assert.equal(await page.getByRole('textbox', { name: 'User name' }).inputValue(), 'officer')
    await page.context().close()
  })

  await t.test('signing in leads back to where the reader wanted to go, and only inside the console', async () => {
    const page = await open('legal', '/agreements?state=in-force')
    await page.getByRole('heading', { level: 1, name: 'Data sharing agreements' }).waitFor()
    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/sign-in/)
    await page.goto('/sign-in?back=//elsewhere.example/')
    await page.locator('[data-username="legal"]').click()
    await page.getByRole('heading', { level: 1, name: 'The country' }).waitFor()
    assert.equal(new URL(page.url()).origin, new URL(url).origin)
    await page.context().close()
  })

  await t.test(
    'an officer finds a person and asks: every source answers or says why not, with a verified receipt',
    async () => {
      const page = await open('officer', '/ask')
      await chooseDemoPerson(page, 'eligibility-verification')
      await page.getByRole('button', { name: /^Ask these services/ }).click()
      const sources = page.locator('.k-source')
      await sources.first().waitFor()
      const asked = await sources.count()
      assert.ok(asked >= 5, `${asked} sources`)
      await page
        .locator('[data-verified="true"]')
        .nth(asked - 1)
        .waitFor()
      assert.equal(await page.locator('[data-verified="false"]').count(), 0)
      const registry = page.locator('[data-service="social-registry.person"]')
      assert.equal(await registry.getAttribute('data-status'), 'answered')
      await registry.getByText('Receipt verified').click()
      await registry.getByText('Signed with the key that this Kiungo publishes').waitFor()
      await registry.getByText('How this was decided').click()
      await registry.getByText('Agreement in force').waitFor()
      const download = page.waitForEvent('download')
      await registry.getByRole('button', { name: 'Download receipt.json' }).click()
      const receipt = JSON.parse(await readFile(await (await download).path(), 'utf8'))
      assert.equal(receipt.format, 'kiungo-receipt/1')
      assert.doesNotMatch(page.url(), /\d{9}/, 'no identifier stands in the address')
      await page.context().close()
    },
  )

  await t.test('sensitive values are hidden until the reader asks to see them', async () => {
    const page = await open('officer', '/ask')
    await chooseDemoPerson(page, 'eligibility-verification')
    await page.getByRole('button', { name: /^Ask these services/ }).click()
    await page.locator('.k-source').first().waitFor()
    assert.ok((await page.locator('.k-masked').count()) > 0)
    await page.getByLabel('Show sensitive values').click()
    await page.locator('.k-masked').first().waitFor({ state: 'detached' })
    assert.doesNotMatch((await page.locator('#main').textContent()) ?? '', /\[object|undefined|NaN/)
    await page.context().close()
  })

  await t.test(
    'times are told in the zone of the country and money in its currency, wherever the reader is',
    async () => {
      const page = await open('officer', '/ask')
      await chooseDemoPerson(page, 'duplicate-prevention')
      await page.getByRole('button', { name: /^Ask these services/ }).click()
      await page.locator('.k-source').first().waitFor()
      await page
        .getByText(/TUS\s[\d,]+/)
        .first()
        .waitFor()
      await page
        .getByText(/\d\d:\d\d:\d\d GMT\+3/)
        .first()
        .waitFor()
      await page.getByText('Republic of Tumaini').first().waitFor()
      await page.context().close()
    },
  )

  await t.test('a refusal says at which gate, why, and what would make it pass', async () => {
    const page = await open('manager', '/ask?purpose=eligibility-verification')
    await exhaustPilot(page)
    await page.goto('/exchanges?status=refused&agreement=tra-nsps-means-pilot')
    await page.locator('.k-table tbody a').first().click()
    await page.getByRole('heading', { level: 1, name: 'One exchange, step by step' }).waitFor()
    const refused = page.locator('.k-gates li[data-result="refuse"]')
    await refused.getByText('Volume').waitFor()
    assert.match((await refused.textContent()) ?? '', /used up/)
    await page.getByText('Nothing left the source.').waitFor()
    await page.getByText('Receipt verified').waitFor()
    await page.context().close()
  })

  await t.test('a figure of the map opens the exchanges that it counts', async () => {
    const page = await open('officer')
    await page
      .getByRole('button', { name: /^Department of Social Services asks/ })
      .first()
      .click()
    const panel = page.getByRole('complementary')
    await panel.getByRole('link', { name: /^\d+$/ }).first().click()
    await page.waitForURL(/\/exchanges\?.*consumer=dss/)
    await page.locator('.k-table tbody tr').first().waitFor()
    await page.context().close()
  })

  await t.test('exchanges are exported as they are shown', async () => {
    const page = await open('officer', '/exchanges?status=answered')
    const rows = await page
      .locator('.k-table tbody tr')
      .count()
      .then(async (count) => {
        if (count === 0) await page.locator('.k-table tbody tr').first().waitFor()
        return page.locator('.k-table tbody tr').count()
      })
    await page.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
    assert.equal(lines.length, rows + 1)
    assert.match(lines[0] ?? '', /^id,question_id,at,/)
    await page.context().close()
  })

  await t.test('the keyboard alone is enough: skip link, search, and a question to its answer', async () => {
    const page = await open('officer')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate<string>('document.activeElement?.className'), 'k-skip')
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Find anything' }).waitFor()
    await page.keyboard.type('ask')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/ask/)
    await press(page, '[data-purpose="life-status-check"]')
    await press(page, '.k-stories button')
    await press(page, '.k-choice')
    await press(page, 'form button[type="submit"]')
    await page.locator('.k-source').first().waitFor()
    assert.equal(await page.evaluate<string>('document.activeElement?.className'), 'k-answer-title')
    await page.context().close()
  })

  await t.test('the reader’s language is kept, and answers come in it', async () => {
    const page = await open('officer')
    await page.getByRole('button', { name: 'Language: English' }).click()
    await page.getByRole('menuitem', { name: 'Kiswahili' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nchi' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Nchi' }).waitFor()
    assert.equal(await page.evaluate<string>('document.documentElement.lang'), 'sw')
    assert.equal(await page.title(), 'Nchi · Kiungo')
    await page.context().close()
  })
})

/** Moves the focus with Tab, as a person without a mouse does, until it is on the first such element; then Enter. */
async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor()
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) {
      await page.keyboard.press('Enter')
      return
    }
  }
  throw new Error(`120 tabs did not reach ${selector}`)
}

async function chooseDemoPerson(page: Page, purpose: string): Promise<void> {
  await page.locator(`[data-purpose="${purpose}"]`).click()
  await page.locator('.k-stories button').first().click()
  await page.locator('.k-choice').first().click()
}

/** The pilot agreement allows five questions a day: the sixth is refused. */
async function exhaustPilot(page: Page): Promise<void> {
  const { people } = (await (await page.request.get('/v1/demo/people')).json()) as { people: DemoPerson[] }
  const subject = people.find(({ identifiers }) => identifiers['person.national-id'] !== undefined)?.identifiers
  for (let turn = 0; turn < 6; turn += 1) {
    await page.request.post('/v1/questions', {
      headers: { 'X-Kiungo-Request': '1' },
      data: {
        messageId: `pilot-${turn}`,
        purpose: 'eligibility-verification',
        subject,
        sources: [{ service: 'revenue-means.check' }],
      },
    })
  }
}

interface DemoPerson {
  readonly identifiers: Readonly<Record<string, string>>
}
