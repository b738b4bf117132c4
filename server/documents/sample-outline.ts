// The sample draft's words: four themes, 28 points. An illustration written for this program; not the text of any real
// plan.

type SamplePoint = { readonly title: string; readonly paragraphs: readonly string[] };
export type SampleTheme = { readonly title: string; readonly points: readonly SamplePoint[] };

const point = (title: string, ...paragraphs: string[]): SamplePoint => ({ title, paragraphs });

export const sampleOutline: readonly SampleTheme[] = [
  {
    title: 'Peace in Ukraine',
    points: [
      point(
        'Sovereignty',
        'The parties reaffirm the sovereignty, independence and territorial integrity of Ukraine within its internationally recognised borders, in accordance with the Charter of the United Nations.',
      ),
      point(
        'Non-aggression',
        'The parties undertake to refrain from the threat or use of force against one another.',
        'A complaint that this undertaking has been breached shall be examined by the Monitoring Commission within seven days.',
      ),
      point(
        'Ceasefire',
        'A general ceasefire on land, at sea and in the air shall enter into force 72 hours after signature of this document.',
        'Forces shall remain at the line of contact as it stands at that hour until point 4 has been carried out.',
      ),
      point(
        'Withdrawal and disengagement',
        'Heavy weapons shall be withdrawn to a distance of no less than 30 kilometres from the line of contact within 21 days.',
        'The sequence of withdrawal is set out in Annex A and shall be verified step by step.',
      ),
      point(
        'Territorial questions',
        'Questions concerning territory not under the control of the Government of Ukraine shall be settled by negotiation and without the use of force.',
        'Nothing in this document shall be read as recognition of any change of borders.',
      ),
      point(
        'Monitoring Commission',
        'A Monitoring Commission composed of states not party to the conflict shall supervise the ceasefire.',
        'The Commission shall have access to all areas without prior notice and shall publish its findings every week.',
      ),
      point(
        'Prisoners and detainees',
        'All prisoners of war and unlawfully detained civilians shall be released and exchanged within 30 days, on the principle of all for all.',
      ),
      point(
        'Children and displaced persons',
        'Children separated from their families shall be returned without condition.',
        'Displaced persons shall have the right to return voluntarily, in safety and dignity, and to compensation for property that cannot be restored.',
      ),
      point(
        'Accountability',
        'The parties note that this document does not affect the jurisdiction of international courts.',
        'A commission shall record damage, loss and injury as a basis for later decisions on reparation.',
      ),
    ],
  },
  {
    title: 'Security guarantees',
    points: [
      point(
        'Form of the guarantees',
        'Ukraine shall receive security guarantees that are legally binding, reliable and of indefinite duration.',
        'They shall be set out in a separate agreement, ratified by each guarantor according to its constitution.',
      ),
      point(
        'Consultation in case of attack',
        'In the event of a renewed armed attack, the guarantors shall consult within 24 hours and shall take such action as each deems necessary, including the use of armed force, to restore security.',
      ),
      point(
        'Armed forces of Ukraine',
        'Ukraine shall determine the size and equipment of its armed forces in time of peace.',
        'It shall inform the guarantors each year of their strength for the purpose of planning.',
      ),
      point(
        'Presence of partners',
        'At the invitation of Ukraine, partner states may provide training, maintenance and logistic support on its territory.',
      ),
      point(
        'Air and missile defence',
        'The guarantors shall assist Ukraine in building an integrated system of air and missile defence for its cities and energy facilities.',
      ),
      point(
        'Enforcement',
        'A finding by the Monitoring Commission that the ceasefire has been gravely violated shall bring the measures listed in Annex B into effect within ten days, unless the guarantors decide otherwise by consensus.',
      ),
      point(
        'Nuclear safety',
        'The Zaporizhzhia nuclear power plant shall be placed under the supervision of the International Atomic Energy Agency.',
        'Its output shall be shared under an arrangement to be agreed within 60 days.',
      ),
    ],
  },
  {
    title: 'Security in Europe',
    points: [
      point(
        'Euro-Atlantic path',
        'Ukraine’s choice of alliances is its own. Decisions on membership rest with Ukraine and the members of the organisation concerned, and are not subject to the consent of any other state.',
      ),
      point(
        'Membership of the European Union',
        'The parties take note that Ukraine is a candidate for membership of the European Union, and that its accession follows the rules of the Union.',
      ),
      point(
        'Military transparency',
        'The parties shall exchange information on forces and exercises within 500 kilometres of their common borders, and shall receive observers on request.',
      ),
      point(
        'Missiles and drones',
        'The parties shall open talks, within six months, on limits for ground-launched missiles and long-range drones in Europe.',
      ),
      point(
        'Black Sea navigation',
        'Merchant shipping in the Black Sea shall be free and safe.',
        'Ports shall not be attacked or blockaded, and mines shall be cleared jointly.',
      ),
      point(
        'Energy infrastructure',
        'The parties shall not attack or interfere with installations for electricity, gas and heating, nor with cables and pipelines at sea.',
      ),
    ],
  },
  {
    title: 'Relations of the United States with Russia and with Ukraine',
    points: [
      point(
        'Sequence of sanctions relief',
        'Measures restricting trade and finance shall be eased in stages.',
        'Each stage shall begin only after the Monitoring Commission has confirmed that the obligations listed against it in Annex C have been met.',
      ),
      point(
        'Return of measures',
        'Should obligations be breached, the measures eased under point 23 shall return in full within 30 days, without a further decision being needed.',
      ),
      point(
        'Frozen assets',
        'Immobilised state assets shall remain immobilised until compensation for the damage caused has been settled.',
        'Income from them shall be used for the reconstruction of Ukraine.',
      ),
      point(
        'Reconstruction of Ukraine',
        'A fund for the reconstruction of Ukraine shall be set up with contributions from public and private sources.',
        'The fund shall be governed jointly by Ukraine and its contributors, and audited each year.',
      ),
      point(
        'Economic relations',
        'The United States and the Russian Federation may resume talks on economic questions of common interest as stages of point 23 are completed.',
      ),
      point(
        'Entry into force and review',
        'This document enters into force upon signature by all parties.',
        'The parties shall meet every six months to review its implementation, and may amend it only by consent of all.',
      ),
    ],
  },
];
