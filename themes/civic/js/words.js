// The words of the page's language, which the page holds as JSON in #words. Without
// them nothing starts: a page never speaks two languages.
const block = document.getElementById('words');

export const words = block ? JSON.parse(block.textContent) : null;

// say fills the gaps {name} of a message.
export function say(id, gaps = {}) {
  return (words[id] ?? '').replace(/\{(\w+)\}/g, (_, name) => gaps[name] ?? '');
}

// element makes an element with attributes and text.
export function element(tag, attributes = {}, text = '') {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  e.textContent = text;
  return e;
}
