// The charts as a reader uses them: by keyboard, by pointer, in colours of their own.

// charts goes through every chart with the arrow keys, as somebody who cannot see it.
export async function charts(page, check) {
  const all = await page.locator('figure.chart:has(> script.option)').all();
  for (const figure of all) {
    const id = await figure.getAttribute('id');
    const live = figure.locator('.live');
    await figure.scrollIntoViewIfNeeded();
    await live.locator('svg').waitFor({ state: 'attached' });
    const said = () => figure.locator('.say').textContent();
    const press = async key => {
      await page.keyboard.press(key);
      return said();
    };
    await live.focus();
    check(await figure.locator('.say').getAttribute('aria-live') === 'polite', `${id}: what is said is not a live region`);
    const first = await press('ArrowRight'), second = await press('ArrowRight'), last = await press('End');
    check(/\d/.test(first) && /\d/.test(second) && /\d/.test(last), `${id}: an arrow key says "${first}", then "${second}", then "${last}"`);
    check(await shows(page, live, last), `${id}: "${last}" is said and not shown`);
    check(first === last || first !== second, `${id}: an arrow key does not move on from "${first}"`);
    check(await press('Home') === first && await press('ArrowLeft') === first, `${id}: Home or the left arrow does not lead back`);
    const option = await figure.locator('> script.option').textContent();
    if (option.includes('"dataZoom"')) {
      await press('+');
      const zoomed = await figure.locator('.stage.zoomed').count();
      await press('Escape');
      await figure.locator('.stage:not(.zoomed)').waitFor();
      check(zoomed === 1, `${id}: plus does not zoom`);
    }
    await press('Escape');
    check(await said() === '' && !await live.evaluate(e => e === document.activeElement), `${id}: Escape does not leave the chart`);
    if (option.includes('"trigger":"axis"')) {
      const { width, height } = await live.boundingBox();
      await live.hover({ position: { x: width / 2, y: height / 2 } });
      check(await shows(page, live, ''), `${id}: the pointer gets no answer`);
      await page.mouse.move(0, 0);
    }
  }
}

// shows waits until a chart shows a reading: the first line of what is said, or any.
async function shows(page, live, said) {
  const bare = said.split('. ')[0].replace(/\s/g, '');
  const seen = ([e, text]) => e.textContent.replace(/\s/g, '').includes(text) && /\d/.test(e.textContent);
  return page.waitForFunction(seen, [await live.elementHandle(), bare], { timeout: 2000 }).then(() => true, () => false);
}

// In forced colours the colours are the reader's, and the picture does without a layer.
export async function forced(page, check) {
  await page.locator('figure.chart').first().scrollIntoViewIfNeeded();
  await page.locator('.live').first().waitFor({ state: 'attached' });
  check(await page.locator('.live').filter({ visible: true }).count() === 0, 'the interactive layer covers the picture');
}
