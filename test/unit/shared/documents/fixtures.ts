// Documents as they come, each numbered in a way of its own, and how a person would split them: themes, and in them the
// titles of points. Expectations were written by hand before the code met them. The words are invented.

export type Fixture = {
  readonly name: string;
  readonly format: 'plain' | 'markdown';
  readonly text: string;
  readonly title: string | null;
  /** Theme, then its points. */
  readonly themes: readonly (readonly [theme: string, points: readonly string[]])[];
};

export const fixtures: readonly Fixture[] = [
  {
    name: 'English, 1. with headings as titles',
    format: 'plain',
    text: 'Framework for a ceasefire\n\n1. Line of contact\nThe parties hold the line of contact as it stands at the signature.\n\n2. Withdrawal\nHeavy weapons are withdrawn within seven days.\nThe mission verifies it.\n\n3. Prisoners\nAll prisoners are exchanged on the principle of all for all.',
    title: 'Framework for a ceasefire',
    themes: [['Framework for a ceasefire', ['Line of contact', 'Withdrawal', 'Prisoners']]],
  },
  {
    name: 'English, 1) in one paragraph each, no title',
    format: 'plain',
    text: '1) The parties cease fire at midnight.\n2) The parties withdraw heavy weapons to a depth of thirty kilometres from the line.\n3) The mission observes.',
    title: null,
    themes: [
      [
        'Points',
        [
          'The parties cease fire at midnight',
          'The parties withdraw heavy weapons to a depth of thirty…',
          'The mission observes',
        ],
      ],
    ],
  },
  {
    name: 'English, Article 1, with (a) inside',
    format: 'plain',
    text: 'MEMORANDUM OF UNDERSTANDING\n\nArticle 1\nSovereignty\nThe parties reaffirm the sovereignty of each other.\n\nArticle 2\nObligations\nThe parties shall:\n(a) refrain from the use of force;\n(b) inform each other of exercises;\n(c) keep a line of communication open.\n\nArticle 3\nEntry into force\nThis memorandum enters into force on signature.',
    title: 'MEMORANDUM OF UNDERSTANDING',
    themes: [['MEMORANDUM OF UNDERSTANDING', ['Sovereignty', 'Obligations', 'Entry into force']]],
  },
  {
    name: 'English, roman themes over running numbers',
    format: 'plain',
    text: 'Peace plan\n\nI. Security\n1. A full and lasting ceasefire is declared.\n2. Air defence stays where it is.\n\nII. Recovery\n3. A fund for recovery is set up.\n4. Ports are opened to trade.\n\nIII. Final provisions\n5. The plan is binding.',
    title: 'Peace plan',
    themes: [
      ['Security', ['A full and lasting ceasefire is declared', 'Air defence stays where it is']],
      ['Recovery', ['A fund for recovery is set up', 'Ports are opened to trade']],
      ['Final provisions', ['The plan is binding']],
    ],
  },
  {
    name: 'English, numbers that begin anew under each capital line',
    format: 'plain',
    text: 'HUMANITARIAN ACCESS\n1. Corridors open daily.\n2. Convoys are not searched.\n\nDETAINEES\n1. Lists are exchanged.\n2. Families are informed.',
    title: null,
    themes: [
      ['HUMANITARIAN ACCESS', ['Corridors open daily', 'Convoys are not searched']],
      ['DETAINEES', ['Lists are exchanged', 'Families are informed']],
    ],
  },
  {
    name: 'English Markdown, headings and numbered items',
    format: 'markdown',
    text: '# Draft communiqué\n\n## Energy\n\n1. Plants are **not** targeted.\n2. Lines are repaired.\n   - within a week\n   - by joint crews\n\n## Grain\n\n3. Ships pass unhindered.\n',
    title: 'Draft communiqué',
    themes: [
      ['Energy', ['Plants are not targeted', 'Lines are repaired']],
      ['Grain', ['Ships pass unhindered']],
    ],
  },
  {
    name: 'English Markdown, numbered headings as points',
    format: 'markdown',
    text: '# Non-paper\n\n## Security guarantees\n\n### 1. Form\n\nThe guarantees are legally binding.\n\n1. They are ratified.\n2. They are registered.\n\n### 2. Trigger\n\nAn armed attack.\n\n## Economy\n\n### 3. Fund\n\nA fund is set up.\n',
    title: 'Non-paper',
    themes: [
      ['Security guarantees', ['Form', 'Trigger']],
      ['Economy', ['Fund']],
    ],
  },
  {
    name: 'English Markdown, bold run-in titles',
    format: 'markdown',
    text: '1. **Ceasefire.** The parties cease fire.\n2. **Withdrawal.** The parties withdraw.\n3. **Verification.** The mission verifies.\n',
    title: null,
    themes: [['Points', ['Ceasefire', 'Withdrawal', 'Verification']]],
  },
  {
    name: 'English Markdown, bold lines as themes',
    format: 'markdown',
    text: '**Military matters**\n\n1. Guns fall silent.\n2. Mines are mapped.\n\n**Civil matters**\n\n3. Schools reopen.\n',
    title: null,
    themes: [
      ['Military matters', ['Guns fall silent', 'Mines are mapped']],
      ['Civil matters', ['Schools reopen']],
    ],
  },
  {
    name: 'English, no numbers at all',
    format: 'plain',
    text: 'The parties meet in Geneva.\n\nThe parties agree on an agenda.\n\nThe parties meet again in May.',
    title: null,
    themes: [
      ['Points', ['The parties meet in Geneva', 'The parties agree on an agenda', 'The parties meet again in May']],
    ],
  },
  {
    name: 'English, preamble, articles, annex with numbers',
    format: 'plain',
    text: 'Agreement on Prisoners\n\nThe parties, recalling earlier agreements, have agreed as follows.\n\nArticle 1. Scope\nThis agreement covers all persons held.\n\nArticle 2. Lists\nLists are exchanged within three days.\n\nAnnex I\nForms\n\nArticle 3. Form of lists\nThe form is the one in use.',
    title: 'Agreement on Prisoners',
    themes: [
      ['Agreement on Prisoners', ['Preamble', 'Scope', 'Lists']],
      ['Annex I', ['Forms', 'Form of lists']],
    ],
  },
  {
    name: 'English, hard-wrapped lines',
    format: 'plain',
    text: '1. The parties shall refrain from any act of hostility along the\nwhole of the line of contact and in a zone of thirty kilometres on\neither side of it.\n2. The mission shall be given access to all places in this zone at\nany time and without notice.',
    title: null,
    themes: [
      [
        'Points',
        [
          'The parties shall refrain from any act of hostility along…',
          'The mission shall be given access to all places in this zone…',
        ],
      ],
    ],
  },
  {
    name: 'English, (1) with a nested 1.1',
    format: 'plain',
    text: '(1) Ceasefire\n1.1 It begins at midnight.\n1.2 It covers air, land and sea.\n(2) Monitoring\n2.1 By the mission.',
    title: null,
    themes: [['Points', ['Ceasefire', 'Monitoring']]],
  },
  {
    name: 'English, parts over articles',
    format: 'plain',
    text: 'PART ONE\n\nArticle 1\nThe parties keep the peace.\n\nArticle 2\nThe parties settle disputes by negotiation.\n\nPART TWO\n\nArticle 3\nThe parties disarm.',
    title: null,
    themes: [
      ['PART ONE', ['The parties keep the peace', 'The parties settle disputes by negotiation']],
      ['PART TWO', ['The parties disarm']],
    ],
  },
  {
    name: 'Russian, Статья with a title',
    format: 'plain',
    text: 'МЕМОРАНДУМ О ПРЕКРАЩЕНИИ ОГНЯ\n\nСтатья 1. Прекращение огня\nСтороны прекращают огонь в полночь.\n\nСтатья 2. Отвод вооружений\nТяжёлые вооружения отводятся в течение семи дней.\n\nСтатья 3. Контроль\nКонтроль осуществляет миссия.',
    title: 'МЕМОРАНДУМ О ПРЕКРАЩЕНИИ ОГНЯ',
    themes: [['МЕМОРАНДУМ О ПРЕКРАЩЕНИИ ОГНЯ', ['Прекращение огня', 'Отвод вооружений', 'Контроль']]],
  },
  {
    name: 'Russian, Раздел over running numbers, а) inside',
    format: 'plain',
    text: 'Раздел I. Безопасность\n1. Стороны обязуются:\nа) не применять силу;\nб) сообщать об учениях.\n2. Создаётся совместная комиссия.\n\nРаздел II. Экономика\n3. Открываются порты.',
    title: null,
    themes: [
      ['Раздел I. Безопасность', ['Стороны обязуются', 'Создаётся совместная комиссия']],
      ['Раздел II. Экономика', ['Открываются порты']],
    ],
  },
  {
    name: 'Russian, Пункт 1',
    format: 'plain',
    text: 'Пункт 1. Обмен пленными проводится по формуле «всех на всех».\nПункт 2. Стороны обмениваются списками.\nПункт 3. Семьи извещаются.',
    title: null,
    themes: [
      [
        'Пункты',
        ['Обмен пленными проводится по формуле «всех на всех»', 'Стороны обмениваются списками', 'Семьи извещаются'],
      ],
    ],
  },
  {
    name: 'Russian Markdown, headings without numbers',
    format: 'markdown',
    text: '## Прекращение огня\n\nОгонь прекращается.\n\nМиссия наблюдает.\n\n## Восстановление\n\nСоздаётся фонд.\n',
    title: null,
    themes: [
      ['Прекращение огня', ['Огонь прекращается', 'Миссия наблюдает']],
      ['Восстановление', ['Создаётся фонд']],
    ],
  },
  {
    name: 'Russian, Приложение after numbers',
    format: 'plain',
    text: 'Договорённость о зерне\n\n1. Суда проходят беспрепятственно.\n2. Досмотр проводится в порту.\n\nПриложение 1\n\n3. Координаты коридора прилагаются.',
    title: 'Договорённость о зерне',
    themes: [
      ['Договорённость о зерне', ['Суда проходят беспрепятственно', 'Досмотр проводится в порту']],
      ['Приложение 1', ['Координаты коридора прилагаются']],
    ],
  },
  {
    name: 'Ukrainian, Стаття with numbered clauses inside',
    format: 'plain',
    text: 'УГОДА ПРО БЕЗПЕКУ\n\nСтаття 1. Суверенітет\n1. Сторони підтверджують суверенітет.\n2. Сторони поважають кордони.\n\nСтаття 2. Гарантії\n1. Гарантії є обов’язковими.\n2. Гарантії ратифікуються.',
    title: 'УГОДА ПРО БЕЗПЕКУ',
    themes: [['УГОДА ПРО БЕЗПЕКУ', ['Суверенітет', 'Гарантії']]],
  },
  {
    name: 'Ukrainian, Розділ and 1)',
    format: 'plain',
    text: 'Розділ 1. Безпека\n1) Вогонь припиняється опівночі.\n2) Зброя відводиться.\n\nРозділ 2. Відбудова\n3) Створюється фонд відбудови.',
    title: null,
    themes: [
      ['Розділ 1. Безпека', ['Вогонь припиняється опівночі', 'Зброя відводиться']],
      ['Розділ 2. Відбудова', ['Створюється фонд відбудови']],
    ],
  },
  {
    name: 'Ukrainian, Додаток and bullets inside',
    format: 'plain',
    text: '1. Сторони створюють комісію у складі:\n- двох голів;\n- чотирьох членів.\n2. Комісія збирається щомісяця.\n\nДодаток А\n\n3. Перелік пунктів перетину додається.',
    title: null,
    themes: [
      ['Пункти', ['Сторони створюють комісію у складі', 'Комісія збирається щомісяця']],
      ['Додаток А', ['Перелік пунктів перетину додається']],
    ],
  },
  {
    name: 'Ukrainian Markdown, three levels of headings',
    format: 'markdown',
    text: '# Рамкова угода\n\n## Безпека\n\n### Припинення вогню\n\nВогонь припиняється.\n\n### Контроль\n\nКонтролює місія.\n\n## Економіка\n\n### Порти\n\nПорти відкриваються.\n',
    title: 'Рамкова угода',
    themes: [
      ['Безпека', ['Припинення вогню', 'Контроль']],
      ['Економіка', ['Порти']],
    ],
  },
  {
    name: 'French, Article premier',
    format: 'plain',
    text: 'ACCORD DE CESSEZ-LE-FEU\n\nArticle premier\nLes parties cessent le feu à minuit.\n\nArticle 2\nLes armes lourdes sont retirées.\n\nArticle 3\nLa mission vérifie le retrait.',
    title: 'ACCORD DE CESSEZ-LE-FEU',
    themes: [
      [
        'ACCORD DE CESSEZ-LE-FEU',
        ['Les parties cessent le feu à minuit', 'Les armes lourdes sont retirées', 'La mission vérifie le retrait'],
      ],
    ],
  },
  {
    name: 'French, Titre over articles, a) inside',
    format: 'plain',
    text: 'Titre I – Sécurité\n\nArticle 1. Retrait\nLes parties :\na) retirent leurs forces ;\nb) échangent des cartes de mines.\n\nTitre II – Économie\n\nArticle 2. Ports\nLes ports sont ouverts.',
    title: null,
    themes: [
      ['Titre I – Sécurité', ['Retrait']],
      ['Titre II – Économie', ['Ports']],
    ],
  },
  {
    name: 'French, roman points',
    format: 'plain',
    text: 'I. Les parties se réunissent à Genève.\nII. Les parties adoptent un ordre du jour.\nIII. Les parties se revoient en mai.',
    title: null,
    themes: [
      [
        'Points',
        [
          'Les parties se réunissent à Genève',
          'Les parties adoptent un ordre du jour',
          'Les parties se revoient en mai',
        ],
      ],
    ],
  },
  {
    name: 'French Markdown, § and links',
    format: 'markdown',
    text: '§ 1 Les parties renvoient à la [Charte](https://www.un.org/fr/charter).\n\n§ 2 Les parties se consultent.\n',
    title: null,
    themes: [['Points', ['Les parties renvoient à la Charte', 'Les parties se consultent']]],
  },
  {
    name: 'Arabic, المادة with Arabic-Indic digits',
    format: 'plain',
    text: 'اتفاق وقف إطلاق النار\n\nالمادة ١\nيتوقف إطلاق النار عند منتصف الليل.\n\nالمادة ٢\nتنسحب القوات خلال سبعة أيام.\n\nالمادة ٣\nتراقب البعثة الانسحاب.',
    title: 'اتفاق وقف إطلاق النار',
    themes: [
      [
        'اتفاق وقف إطلاق النار',
        ['يتوقف إطلاق النار عند منتصف الليل', 'تنسحب القوات خلال سبعة أيام', 'تراقب البعثة الانسحاب'],
      ],
    ],
  },
  {
    name: 'Arabic, digits with a dash',
    format: 'plain',
    text: '١- يجتمع الأطراف في جنيف.\n٢- يتفق الأطراف على جدول الأعمال.\n٣- تفتح الموانئ.',
    title: null,
    themes: [['النقاط', ['يجتمع الأطراف في جنيف', 'يتفق الأطراف على جدول الأعمال', 'تفتح الموانئ']]],
  },
  {
    name: 'Arabic, الفصل over numbers',
    format: 'plain',
    text: 'الفصل الأول\n\n1. يحترم الأطراف السيادة.\n2. لا تستخدم القوة.\n\nالفصل الثاني\n\n3. ينشأ صندوق للإعمار.',
    title: null,
    themes: [
      ['الفصل الأول', ['يحترم الأطراف السيادة', 'لا تستخدم القوة']],
      ['الفصل الثاني', ['ينشأ صندوق للإعمار']],
    ],
  },
];
