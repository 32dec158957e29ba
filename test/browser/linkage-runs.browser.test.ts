import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newPage, openBrowser, signInAs, signInWithPassword } from '../support/browser.ts'
import { asSteward, duplicatesOfDemo } from '../support/duplicates.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02
/** A job among others on a busy machine. */
const runLimitMs = 120_000

test('linkage runs, and who gets what, in the console of a running Kiungo', async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const admin = await newPage(browser, url)
  await signInAs(admin, 'admin')
  const desk = asSteward(admin.request)
  const firstRun = await desk.runOverRegistry()
  const open = async (path: string, account = 'steward') => {
    const page = await newPage(browser, url)
    await signInWithPassword(page, account, path)
    return page
  }

  await t.test('the first model waits for another person than who ordered its run, who is led to it', async () => {
    const page = await open(`/identity/runs/${firstRun}`, 'second-steward')
    await page.getByText('Until then no model is in use').waitFor()
    await page.getByRole('link', { name: 'Look at the model' }).click()
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('Two people put it in use').waitFor()
    await page.goto(`/identity/runs/${firstRun}`)
    await page.getByRole('region', { name: 'Pairs by weight' }).waitFor()
    assert.equal(await page.getByText('waits for another person').count(), 0)
    await page.context().close()
  })

  await t.test('a file that cannot be read is refused in words; one that can is linked with the registry', async () => {
    const page = await open('/identity/runs/new')
    await page.getByRole('button', { name: 'Add a file' }).click()
    await page.getByRole('button', { name: 'Start the run' }).click()
    await page.getByText('Choose a file, the column that tells').waitFor()
    const broken = { name: 'list.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no workbook') }
    await page.getByLabel('Choose a file').setInputFiles(broken)
    await page.getByRole('alert').filter({ hasText: 'cannot be read' }).waitFor()
    const rows = ['No,given_name,surname,birth_date', '1,Amina,Otieno,1990-05-06', '2,Juma,Kamau,1985-01-02']
    const list = { name: 'NGO list.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
    await page.getByLabel('Choose a file').setInputFiles(list)
    await page.getByLabel('Column that tells records apart').waitFor()
    assert.equal(await page.getByLabel('Column that tells records apart').inputValue(), 'No')
    assert.equal(await page.getByLabel('surname', { exact: true }).inputValue(), 'surname')
    assert.equal(await page.getByLabel('phone', { exact: true }).inputValue(), '')
    await page.getByRole('button', { name: 'Start the run' }).click()
    await page.getByRole('heading', { level: 1, name: /^Linkage run of/ }).waitFor()
    await page.getByText('Done', { exact: true }).waitFor({ timeout: runLimitMs })
    await page.getByText('Registry of people and ngo-list').waitFor()
    await page.context().close()
  })

  await t.test('a run shows what it found, and its numbers as tables; its pairs open in the queue', async () => {
    const page = await open('/identity/runs')
    await page.locator('.k-table a[href^="/identity/runs/lr-"]').last().click()
    await page.getByRole('heading', { level: 1, name: /^Linkage run of/ }).waitFor()
    const weights = page.getByRole('region', { name: 'Pairs by weight' })
    await weights.getByRole('img', { name: /^Bars for each bit of weight/ }).waitFor()
    await weights.getByText('The numbers, as a table').click()
    await weights.getByRole('columnheader', { name: 'Weight, bits' }).waitFor()
    await page.getByRole('region', { name: 'Precision and recall by threshold' }).waitFor()
    await page.getByRole('heading', { name: 'Households over splits and merges' }).waitFor()
    await page.getByRole('row', { name: /^Compare pairs/ }).waitFor()
    await page.getByRole('link', { name: /^Put into the queue/ }).click()
    await page.getByText('Pairs of one run').waitFor()
    await page.context().close()
  })

  await t.test('it is measured against a file of truth, and a bad file is refused by its line', async () => {
    const page = await open('/identity/runs')
    await page.locator('.k-table a[href^="/identity/runs/lr-"]').last().click()
    await page.getByText('Measure against a file of known truth').click()
    const measure = async (lines: readonly string[]) => {
      const buffer = Buffer.from(lines.join('\n'))
      await page.getByLabel('File of known truth').setInputFiles({ name: 'truth.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'Measure' }).click()
    }
    await measure(['source,record,person', 'social-registry,1'])
    await page.getByText('Line 2 of the truth has more or fewer values').waitFor()
    const pairs = duplicatesOfDemo(dataFolder)
    const known = pairs.flatMap((pair, i) => pair.map((record) => `social-registry,${record},p${i}`))
    await measure(['source,record,person', ...known])
    await page.getByText(`By the truth about ${known.length} of ${known.length} records;`).waitFor()
    const chart = page.getByRole('region', { name: 'Precision and recall by threshold' })
    await chart.getByText(`Measured: by the truth about ${known.length} of ${known.length} records`).waitFor()
    await page.getByText('Calibration error').waitFor()
    await page.getByRole('button', { name: 'Back to the decisions' }).click()
    await chart.getByText('Measured: by the truth').waitFor({ state: 'detached' })
    await page.context().close()
  })

  await t.test('two runs are compared: with itself nothing changed, with another what one alone has', async () => {
    const page = await open('/identity/runs')
    await page.getByRole('link', { name: 'Compare two runs' }).click()
    await page.getByRole('heading', { level: 1, name: 'Compare two runs' }).waitFor()
    await page.getByText('only in the second: 2').waitFor()
    const first = await page.getByRole('combobox', { name: 'First run' }).inputValue()
    await page.getByRole('combobox', { name: 'Second run' }).selectOption(first)
    await page.getByText('Nothing changed: both link the same pairs').waitFor()
    assert.match(page.url(), new RegExp(`second=${first}`))
    await page.context().close()
  })

  await t.test('a run is cancelled when confirmed, and goes on; an auditor can do neither', async () => {
    const page = await open('/identity/runs')
    // Several at once: they go one after another, and the last is there to be cancelled.
    for (let i = 0; i < 4; i++) {
      const data = { sources: [{ registry: 'person' }] }
      await admin.request.post('/v1/identity/runs', { data, headers: { 'X-Kiungo-Request': '1' } })
    }
    await page.reload()
    await page.locator('.k-table a[href^="/identity/runs/lr-"]').first().click()
    await page.getByRole('button', { name: 'Cancel the run' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click()
    await page.getByText('Cancelled', { exact: true }).waitFor()
    const auditor = await newPage(browser, url)
    await signInAs(auditor, 'auditor', new URL(page.url()).pathname)
    await auditor.getByText('This run did not come to its end').waitFor()
    assert.equal(await auditor.getByRole('button', { name: 'Go on' }).count(), 0)
    await auditor.context().close()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Done', { exact: true }).waitFor({ timeout: runLimitMs })
    await page.context().close()
  })

  await t.test(
    'who gets what: programmes against programmes, rules in words, small counts hidden with why',
    async () => {
      const page = await open('/identity/overlap')
      const matrix = page.getByRole('region', { name: 'People by programme, and in two at once' })
      await matrix.getByRole('rowheader').first().waitFor()
      await page.getByText('Hidden: counts below 10').first().waitFor()
      await page.getByRole('heading', { name: 'Poor and served by nobody' }).waitFor()
      await page.getByRole('cell', { name: 'to be looked at' }).first().waitFor()
      const saved = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export' }).last().click()
      await page.getByRole('menuitem', { name: 'As CSV' }).click()
      assert.equal((await saved).suggestedFilename(), 'unserved.csv')
      await page.context().close()
    },
  )
})
