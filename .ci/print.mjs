// A page on paper.

// print makes the PDF. Its bookmarks are the headings and tell the page that each is on:
// the heading of the whole and of each headline measure must be on the first.
export async function print(page, check) {
  const bare = heading => heading.replace(/\s/g, '');
  const wanted = await page.locator('h1, .kpi h3').allTextContents();
  const pdf = (await page.pdf({ preferCSSPageSize: true, outline: true, tagged: true })).toString('latin1').replace(/stream\r?\n[^]*?endstream/g, '');
  const first = pdf.match(/\/Kids \[(\d+) 0 R/)?.[1];
  const there = new Set();
  for (const [, title, at] of pdf.matchAll(/<<\/Title (\((?:[^\\)]|\\.)*\)|<[^>]*>)\s+\/Dest \[(\d+) 0 R/g)) if (at === first) there.add(bare(pdfText(title)));
  const absent = wanted.filter(heading => !there.has(bare(heading)));
  check(wanted.length > 0 && absent.length === 0, `the first sheet lacks: ${absent.join('; ')}`);
  check(/\/MediaBox \[0 0 59[45][.\d]* 84[12]/.test(pdf), 'is not on A4');
}

// pdfText reads a string of a PDF: plain in brackets, or UTF-16 in hexadecimal.
function pdfText(s) {
  if (s.startsWith('(')) return s.slice(1, -1).replace(/\\([()\\])/g, '$1');
  return Buffer.from(s.slice(1, -1).replace(/^FEFF/i, ''), 'hex').swap16().toString('utf16le');
}
