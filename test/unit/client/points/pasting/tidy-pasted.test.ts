// What other programs put on the clipboard comes into a point as what it was there: Word's lists as lists, tables as
// lines, deleted words not at all.
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { expect, it } from 'vitest';
import { leftOutWords, tidyPasted } from '../../../../../client/points/pasting/tidy-pasted.ts';

function pasted(body: string) {
  const document = new DOMParser().parseFromString(`<html><body>${body}</body></html>`, 'text/html');
  // xmldom gives a document no `body`.
  const [element] = Array.from(document.getElementsByTagName('body'));
  Object.assign(document, { body: element });
  const tidied = tidyPasted(document);
  const html = Array.from(element?.childNodes ?? [], node => new XMLSerializer().serializeToString(node)).join('');
  return { tidied, html: html.replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', '').replace(/\s*\n\s*/g, '') };
}

const item = (words: string, marker: string, level = 1, font = ''): string => `
  <p class="MsoListParagraphCxSpMiddle" style="text-indent:-18.0pt;mso-list:l0 level${level} lfo1"><!--[if !supportLists]-->
  <span lang="EN-GB" style='mso-bidi-font-family:Calibri;${font}'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&#160;&#160;</span></span></span><!--[endif]-->${words}</p>`;
const plain = (html: string): string =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<span[^>]*>\s*(?:<span[^>]*>\s*<\/span>)*\s*<\/span>|<span[^>]*\/>/g, '')
    .trim();
const lists = (html: string): string => plain(pasted(html).html);

it('[E18] Word’s list paragraphs are lists, numbered or bulleted as their markers were, without the markers', () => {
  expect(lists(item('First', '1.') + item('<b>Second</b>', '2.'))).toBe(
    '<ol start="1"><li>First</li><li><b>Second</b></li></ol>',
  );
  expect(lists(item('First', 'a)') + item('Second', 'b)'))).toBe('<ol><li>First</li><li>Second</li></ol>');
  expect(lists(item('First', '·', 1, 'font-family:Symbol'))).toBe('<ul><li>First</li></ul>');
  expect(lists(item('First', 'o', 1, 'font-family:"Courier New"'))).toBe('<ul><li>First</li></ul>');
  expect(lists(item('First', 'v', 1, 'font-family:Wingdings'))).toBe('<ul><li>First</li></ul>');
});

it('[E18] levels are deeper lists, and a list that was interrupted goes on from its number', () => {
  const html = `${item('A', '1.') + item('B', 'a.', 2) + item('C', '·', 3) + item('D', '2.')}<p>Between</p>${item('E', '3.')}`;
  expect(lists(html)).toBe(
    '<ol start="1"><li>A</li><li><ol><li>B</li><li><ul><li>C</li></ul></li></ol></li><li>D</li></ol>' +
      '<p>Between</p><ol start="3"><li>E</li></ol>',
  );
  expect(lists(item('A', '1.') + item('B', '·'))).toBe('<ol start="1"><li>A</li></ol><ul><li>B</li></ul>');
  expect(lists(item('A', 'a.', 2) + item('B', '1.', 1))).toBe('<ol><li>A</li><li>B</li></ol>');
});

it('[E18] other paragraphs of Word stay paragraphs', () => {
  const html = '<p class="MsoNormal">A</p><p class="MsoListParagraph" style="mso-list:none">B</p>';
  expect(pasted(html)).toEqual({ tidied: { kind: 'as-it-was' }, html });
});

it('[E18] deleted words are left out, inserted ones come as plain words', () => {
  const html = '<p>shall <del cite="mailto:Ann"><b>not</b></del><ins cite="mailto:Ann">always</ins> act</p>';
  const { tidied, html: left } = pasted(`${html}<p><del>A whole paragraph.</del></p>`);
  expect(tidied).toEqual({ kind: 'left-out', what: ['deleted words'] });
  expect(left.replace(/<\/?ins[^>]*>/g, '')).toBe('<p>shall always act</p>');
  expect(pasted('<p>one <span class="msoDel">two</span></p>').html).toBe('<p>one </p>');
  expect(pasted('<p>one <s>two</s></p>').tidied.kind).toBe('as-it-was');
  expect(lists(`${item('kept', '1.')}${item('<del>deleted</del>', '2.')}`)).toBe('<ol start="1"><li>kept</li></ol>');
});

it('[E18] a table is lines, its header and its cells a blank apart', () => {
  const html = `<table><caption>Dues</caption><thead><tr><th>H1</th><th>H2</th></tr></thead>
    <tbody><tr><td><p>a</p></td><td><b>b</b><br/>c</td><td></td></tr><tr><td></td></tr></tbody></table>`;
  expect(pasted(html)).toEqual({
    tidied: { kind: 'reshaped' },
    html: '<div><div>Dues</div><p>H1 H2</p><p>a <b>b</b> c</p></div>',
  });
});

it('[E18] a table that only lays out a page keeps the lines in its cells', () => {
  const html = '<table><tr><td><table><tr><td>a</td><td>b</td></tr></table><p>c</p></td></tr></table>';
  expect(pasted(html).html).toBe('<div><div><div><p>a b</p></div><p>c</p></div></div>');
  const columns = '<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>';
  expect(pasted(columns).html).toBe('<div><div><p>a</p><p>b</p></div><div>c</div></div>');
});

it('[E18] a picture is left out, it is said, and the words beside it stay apart', () => {
  const picture = '<span style="mso-no-proof:yes"><img src="a.png" width="9" height="9"/></span>';
  const { tidied, html } = pasted(
    `<p>The map${picture}shows it</p><p>${picture}</p><p>${picture}Below <svg></svg> it.</p>`,
  );
  expect(tidied).toEqual({ kind: 'left-out', what: ['pictures'] });
  expect(html.replace(/<span[^>]*> <\/span>/, ' ')).toBe('<p>The map shows it</p><p>Below  it.</p>');
  expect(pasted('<p>a<b>b</b><img/><br/>c</p>').html).toBe('<p>a<b>b</b><br/>c</p>');
  expect(pasted('<table><tr><td>a<img/></td><td><img/></td><td>b</td></tr></table>').html).toBe(
    '<div><p>a b</p></div>',
  );
});

it('[E18] a rule within a line is a break, between paragraphs nothing', () => {
  expect(pasted('<div>one<hr/>two</div>').html).toBe('<div>one<br/>two</div>');
  expect(pasted('<p>one</p> <hr/> <p>two</p>')).toEqual({
    tidied: { kind: 'reshaped' },
    html: '<p>one</p>  <p>two</p>',
  });
});

it('[E18] Word’s comments are left out, the words that they are about stay', () => {
  const mark = '<span class="MsoCommentReference"><a class="msocomanchor" href="#_msocom_1">[A1]</a></span>';
  const list = '<div style="mso-element:comment-list"><div style="mso-element:comment">Why?</div></div>';
  const { tidied, html } = pasted(`<p>The <a style="mso-comment-reference:A_1">map</a>${mark} shows</p>${list}`);
  expect(tidied).toEqual({ kind: 'left-out', what: ['comments'] });
  expect(html.replace(/<\/?a[^>]*>/g, '')).toBe('<p>The map shows</p>');
});

it('[E18] a link that is longer than a draft takes is left out, its words stay, and it is said', () => {
  const link = (length: number): string => `<a href="https://un.org/${'x'.repeat(length - 15)}">`;
  const { tidied, html } = pasted(`<p>See ${link(2_001)}the <b>map</b></a> and ${link(2_000)}it</a>.</p>`);
  expect(html).toBe(`<p>See the <b>map</b> and ${link(2_000)}it</a>.</p>`);
  expect(tidied).toEqual({ kind: 'left-out', what: ['long links'] });
  expect(leftOutWords(['long links'])).toContain('links of more than 2,000 characters');
});

it('[E18] words in elements that the editor’s reader does not know stay a blank apart, and lines stay lines', () => {
  for (const name of ['font', 'small', 'bdi', 'o:p', 'st1:City', 'x-y'])
    expect(pasted(`<p>in <${name}>Paris</${name}> <b>today</b></p>`)).toEqual({
      tidied: { kind: 'reshaped' },
      html: '<p>in Paris <b>today</b></p>',
    });
  expect(pasted('<p>a <font>b <small>c</small></font> d</p>').html).toBe('<p>a b c d</p>');
  expect(pasted('<details><summary>Sum</summary>Body</details>').html).toBe('<div><div>Sum</div>Body</div>');
  const cell = (words: string): string => `<td><p class="MsoNormal">${words}<o:p></o:p></p></td>`;
  expect(pasted(`<table><tr>${cell('10')}${cell('20')}</tr></table>`).html).toBe('<div><p>10 20</p></div>');
});

it('[E18] words that were hidden where they were copied are left out, and it is said', () => {
  const html = '<p>shown <span style="display:none;mso-hide:all">hidden</span></p><p hidden="">more</p>';
  expect(pasted(html)).toEqual({ tidied: { kind: 'left-out', what: ['hidden words'] }, html: '<p>shown </p>' });
});

it('[E18] raised and lowered digits stay so, in characters of their own; of other letters it is said', () => {
  expect(pasted('<p>10<sup>2</sup> H<sub>2</sub>O</p>').html).toBe('<p>10<sup>²</sup> H<sub>₂</sub>O</p>');
  expect(pasted('<p>10<span style="font-size:0.6em;vertical-align:super">-12</span></p>').html).toContain('⁻¹²');
  expect(pasted('<p>m<sup><a href="https://un.org">2</a></sup></p>').html).toContain('<a href="https://un.org">²</a>');
  expect(pasted('<p>the 1<sup>st</sup></p>').tidied).toEqual({ kind: 'as-it-was' });
  expect(pasted('<p>x<sup>2n</sup></p>').tidied).toEqual({ kind: 'left-out', what: ['raised letters'] });
});
