"""What the check asks a page that is open in a browser, in JavaScript."""

# What a page is, in one question to it.
PAGE = """
const all = (selector) => [...document.querySelectorAll(selector)];
const text = (element) => element.textContent.trim();
return {
  address: location.pathname,
  language: document.documentElement.lang,
  title: document.title,
  headings: all('h1').map(text),
  landmarks: ['header', 'main', 'nav'].filter((name) => !document.querySelector(name)),
  skip: all('a.skip').map((a) => a.getAttribute('href')),
  scripts: all('script').length + all('*').filter((e) => [...e.attributes].some(
    (a) => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).length,
  headers: all('th:not([scope])').map(text),
  tables: all('table:not(:has(th))').length,
  pictures: all('img').map((i) => [i.getAttribute('src'), i.alt, i.complete && i.naturalWidth > 0]),
  styles: all('link[rel=stylesheet]').filter((l) => !l.sheet).map((l) => l.getAttribute('href')),
  links: all('a[href]').map((a) => a.href),
  ids: all('[id]').map((e) => e.id),
  previous: (document.querySelector('a[rel=prev]') || {}).href || null,
  next: (document.querySelector('a[rel=next]') || {}).href || null,
};
"""

# The formulas with the size of each; those that the focus brings are checked with MEANINGS.
FORMULAS = """
return [...document.querySelectorAll('math:not(.meanings *)')].map((m) => {
  const box = m.getBoundingClientRect();
  return [m.textContent, box.width, box.height, m.namespaceURI.endsWith('MathML'),
    m.querySelectorAll('merror').length];
});
"""

TOKENS = "math :is(mi, mn, mo, mtext):not(:empty, .meanings *, :has(abbr))"

# TeX that was not understood.
LEFTOVER = """
const main = document.querySelector('main').cloneNode(true);
main.querySelectorAll('pre, code, math').forEach((e) => e.remove());
return main.textContent.match(/\\\\[a-z]{2,}|\\$`|`\\$/g) || [];
"""

# The comments that tie numbers to tests, where a reader would see one.
KEYS = """
const shown = [document.body.innerText, document.title,
  ...[...document.querySelectorAll('[alt], [title]')].map((e) => (e.alt || '') + e.title)];
return shown.flatMap((text) => text.match(/.{0,20}(<!--|-->).{0,20}/g) || []);
"""

SYMBOLS = """
return [...document.querySelectorAll('.symbol abbr')].map((a) => {
  const over = a.getBoundingClientRect();
  const symbol = a.closest('mrow').firstElementChild.getBoundingClientRect();
  return [a.title, over.left <= symbol.left && over.right >= symbol.right
    && over.top <= symbol.top && over.bottom >= symbol.bottom && symbol.width > 0];
});
"""

# The meanings below each formula: hidden, then with the focus shown.
MEANINGS = """
return [...document.querySelectorAll('.meanings')].map((m) => {
  const before = m.checkVisibility();
  m.parentElement.querySelector('.formula').focus();
  const box = m.getBoundingClientRect();
  const after = m.checkVisibility() && box.width > 20 && box.right <= innerWidth;
  document.activeElement.blur();
  return [m.textContent, before, after];
});
"""

# The columns of each row, from left to right and from top to bottom.
ROWS = """
return [...document.querySelectorAll('.row')].map((row) => [...row.children].map((column) => {
  const box = column.getBoundingClientRect();
  return [box.left, box.right, box.top, box.bottom];
}));
"""

WIDTH = """
const wide = [...document.querySelectorAll('body *')].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.right > innerWidth + 1 && box.width > 0
    && !e.parentElement.closest('pre, .table, .formula, .skip') && !e.matches('.skip');
});
return [document.scrollingElement.scrollWidth,
  wide.slice(0, 1).map((e) => e.outerHTML.slice(0, 80))];
"""
