// What the pages do beyond links and forms: the slider, and the keyboard. All of
// it works without this script, too.
'use strict';

const typing = e => /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || e.target.isContentEditable;
const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// The slider counts days from the ledger's first one and writes the date field.
function slider() {
  const slide = document.getElementById('slide'), field = document.getElementById('day');
  if (!slide || !field) return;
  slide.classList.remove('wait');
  const first = Date.parse(slide.dataset.first), ms = 86400000;
  let timer;
  slide.addEventListener('input', e => {
    e.stopPropagation();
    field.value = new Date(first + slide.value * ms).toISOString().slice(0, 10);
    clearTimeout(timer);
    timer = setTimeout(() => field.dispatchEvent(new Event('change', {bubbles: true})), 120);
  });
  slide.addEventListener('change', e => e.stopPropagation());
  field.addEventListener('change', () => { slide.value = Math.round((Date.parse(field.value) - first) / ms); });
}

function step(days) {
  const slide = document.getElementById('slide');
  if (!slide) return;
  slide.value = Number(slide.value) + days;
  slide.dispatchEvent(new Event('input', {bubbles: true}));
}

// From cell to cell with the arrows; an empty cell is passed over.
function arrows(e) {
  const cell = e.target.closest('td, th');
  const grid = cell && cell.closest('[data-grid]');
  const move = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[e.key];
  if (!grid || !move) return false;
  let row = cell.parentElement.rowIndex + move[0], col = cell.cellIndex + move[1];
  for (; grid.rows[row] && grid.rows[row].cells[col]; row += move[0], col += move[1]) {
    const link = grid.rows[row].cells[col].querySelector('a');
    if (link) { link.focus(); return true; }
  }
  return true;
}

// The entries of a list with j and k.
function entry(by) {
  const all = [...document.querySelectorAll('[data-item]')];
  if (!all.length) return;
  const at = all.indexOf(document.activeElement && document.activeElement.closest('[data-item]'));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus({preventScroll: true});
  next.scrollIntoView({block: 'center', behavior: reduced() ? 'auto' : 'smooth'});
}

// A button of the entry that has the focus, else of the first one, else of the page.
function press(key) {
  const find = e => e && e.querySelector('[data-press="' + CSS.escape(key) + '"]');
  const here = document.activeElement && document.activeElement.closest('[data-item]');
  const button = find(here) || find(document.querySelector('[data-first]')) || find(document);
  if (button) button.click();
  return !!button;
}

// Words that are selected in a sentence become the span of its form, in code
// points from the start of the article.
function selected() {
  const s = getSelection(), quote = s.anchorNode && s.anchorNode.parentElement.closest('[data-span]');
  if (!quote || s.isCollapsed || !quote.contains(s.focusNode)) return;
  const range = s.getRangeAt(0), before = range.cloneRange();
  before.selectNodeContents(quote);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(quote.dataset.start) + [...before.toString()].length;
  const form = quote.closest('article').querySelector('form.decide');
  if (!form) return;
  form.elements.span.value = start + '-' + (start + [...range.toString()].length);
  form.querySelector('details').open = true;
}
document.addEventListener('selectionchange', selected);

let going = false;
document.addEventListener('keydown', e => {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
  if (typing(e)) { if (e.key === 'Escape') e.target.blur(); return; }
  const sheet = document.getElementById('keys');
  if (sheet.open) return;
  if (going) {
    going = false;
    const link = document.querySelector('nav [data-key="' + CSS.escape(e.key) + '"]');
    if (link) link.click();
    return;
  }
  if (arrows(e)) { e.preventDefault(); return; }
  if (press(e.key)) { e.preventDefault(); return; }
  const on = {
    '?': () => sheet.showModal(), '/': () => document.getElementById('find').focus(), g: () => { going = true; },
    '[': () => step(-1), ']': () => step(1), j: () => entry(1), k: () => entry(-1),
    Enter: () => { const a = e.target.matches('[data-item]') && e.target.querySelector('a[href]'); if (a) a.click(); },
  }[e.key];
  if (!on || e.key === 'Enter' && !e.target.matches('[data-item]')) return;
  e.preventDefault();
  on();
});

document.addEventListener('DOMContentLoaded', () => {
  slider();
  document.getElementById('help').addEventListener('click', () => document.getElementById('keys').showModal());
});
