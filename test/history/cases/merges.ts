/** Renames, merges that bring what no parent has, and branches that are gone. */
import { content } from '../history-writer.js';
import type { Case } from './desk.js';

const renamed: Case = (desk) => {
  const plant = desk.plant('in a file that is renamed twice');
  const held = content(`${desk.filler(5000)}key: ${plant.secret}\n`, plant);
  const paths = [desk.path(), 'other folder/name with spaces.txt', desk.path('.md')] as const;
  desk.writer.commit('main', { [paths[0]]: held });
  desk.writer.commit('main', { [paths[0]]: null, [paths[1]]: held });
  desk.writer.commit('main', { [paths[1]]: null, [paths[2]]: held });
};

const copies: Case = (desk) => {
  const plant = desk.plant('copied into other files');
  const line = `key: ${plant.secret}\n`;
  const held = content(desk.filler(3000) + line, plant);
  desk.writer.commit('main', { [desk.path()]: held, [desk.path()]: held });
  desk.versions(desk.path(), [content(line + desk.filler(3000), plant)]);
};

const oddNames: Case = (desk) => {
  for (const name of [
    'a\nb',
    'tab\there',
    'q"uote',
    'back\\slash',
    'caf\xe9',
    '-dash',
    ':(top)x',
    '\u00c3\u00bc',
  ]) {
    const plant = desk.plant(`in a file called ${JSON.stringify(name)}`);
    desk.versions(`odd/${name}`, [content(`${desk.filler(800)}key: ${plant.secret}\n`, plant)]);
  }
};

const link: Case = (desk) => {
  const plant = desk.plant('where a symbolic link points to');
  const target = content(`/secrets/${plant.secret}`, plant);
  desk.versions('link', [{ ...target, mode: '120000' }, null]);
};

const backAgain: Case = (desk) => {
  const plant = desk.plant('deleted and brought back');
  const held = content(`${desk.filler(2000)}key: ${plant.secret}\n`, plant);
  desk.versions(desk.path(), [held, null, desk.filler(900), held, null]);
};

const deletedBranch: Case = (desk) => {
  const { writer } = desk;
  const plant = desk.plant('on a branch that was merged and deleted');
  const path = desk.path();
  const text = desk.filler(4000);
  writer.commit('gone', { [path]: content(`${text}${plant.secret}\n`, plant) }, { from: writer.tip('main') });
  writer.commit('gone', { [path]: content(text) });
  writer.commit('main', { [path]: writer.read('gone', path) }, { merge: ['gone'] });
  writer.drop('gone');
};

const dropped: Case = (desk) => {
  const { writer } = desk;
  const plant = desk.plant('in a commit that was dropped');
  const held = content(`${desk.filler(4000)}${plant.secret}\n`, plant);
  writer.commit('dropped', { [desk.path()]: held }, { from: writer.tip('main') });
  writer.drop('dropped');
};

const evilMerge: Case = (desk) => {
  const { writer } = desk;
  const [evil, resolved] = [desk.plant('born in a merge'), desk.plant('born where a conflict is resolved')];
  const [path, other] = [desk.path(), desk.path()];
  const [head, tail] = [desk.filler(4000), desk.filler(4000)];
  desk.versions(path, [head + tail]);
  writer.commit('evil', { [path]: content(`${head}theirs\n${tail}`) }, { from: writer.tip('main') });
  desk.versions(path, [`${head}ours\n${tail}`]);
  writer.commit(
    'main',
    {
      [path]: content(`${head}${resolved.secret}\n${tail}`, resolved),
      [other]: content(`${desk.filler(2000)}${evil.secret}\n`, evil),
    },
    { merge: ['evil'] },
  );
  desk.versions(path, [head + tail]);
};

const octopus: Case = (desk) => {
  const { writer } = desk;
  const plant = desk.plant('born in an octopus merge');
  const base = writer.tip('main');
  const paths = ['one', 'two', 'three'].map((name) => [`arm-${name}`, desk.path()] as const);
  for (const [branch, path] of paths)
    writer.commit(branch, { [path]: content(desk.filler(2000)) }, { from: base });
  const merged = Object.fromEntries(paths.map(([branch, path]) => [path, writer.read(branch, path)]));
  const slipped = { [desk.path()]: content(`${desk.filler(2000)}${plant.secret}\n`, plant) };
  writer.commit('main', { ...merged, ...slipped }, { merge: paths.map(([branch]) => branch) });
};

const theirsLost: Case = (desk) => {
  const { writer } = desk;
  const plant = desk.plant('on a branch that was merged without taking anything');
  const held = content(`${desk.filler(2000)}${plant.secret}\n`, plant);
  writer.commit('unwanted', { [desk.path()]: held }, { from: writer.tip('main') });
  writer.commit('main', {}, { merge: ['unwanted'] });
};

const otherRoot: Case = (desk) => {
  const plant = desk.plant('in a history of its own');
  desk.writer.commit('pages', { 'index.html': content(`<p>${plant.secret}</p>\n`, plant) });
  desk.writer.commit('pages', { 'index.html': content('<p>nothing</p>\n') });
};

const noDiff: Case = (desk) => {
  const plant = desk.plant('in a file that Git does not show the differences of');
  const [head, tail] = [desk.filler(4000), desk.filler(4000)];
  desk.versions(desk.path('.lock'), [
    head + tail,
    content(`${head}${plant.secret}\n${tail}`, plant),
    head + tail,
  ]);
};

const messages: Case = (desk) => {
  const { writer } = desk;
  const [told, tagged] = [
    desk.plant('in a commit message', { shownBy: 'text' }),
    desk.plant('in a tag message', { shownBy: 'text' }),
  ];
  const message = { text: `Rotate the key\n\nThe old one was ${told.secret}.\n`, holds: [told] };
  const commit = writer.commit('main', { [desk.path()]: content(desk.filler(500)) }, { message });
  writer.tag('v1.0', commit, { text: `First release\n\nkey ${tagged.secret}\n`, holds: [tagged] });
};

const stays: Case = (desk) => {
  const plant = desk.plant('still there');
  const path = desk.path();
  const text = `${desk.filler(4000)}key: ${plant.secret}\n`;
  desk.versions(path, [desk.filler(100), content(text, plant), content(`${desk.filler(500)}${text}`, plant)]);
};

export const merges: Case[] = [
  renamed,
  copies,
  oddNames,
  link,
  backAgain,
  deletedBranch,
  dropped,
  evilMerge,
  octopus,
  theirsLost,
  otherRoot,
  noDiff,
  messages,
  stays,
];
