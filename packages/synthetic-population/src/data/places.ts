import { names } from './names.ts';

/** An invented town with an invented postcode district: no postcode area begins with X. */
export interface Town {
  readonly name: string;
  readonly postcodeDistrict: string;
  readonly telephonePrefix: string;
}

/** Towns around the invented Riverside. Telephone numbers come from the range Ofcom keeps for drama. */
export const towns: readonly Town[] = [
  { name: 'Riverside', postcodeDistrict: 'XR1', telephonePrefix: '01632 960' },
  { name: 'Marlowby', postcodeDistrict: 'XR2', telephonePrefix: '01632 960' },
  { name: 'Thornwick Bay', postcodeDistrict: 'XR3', telephonePrefix: '01632 960' },
  { name: 'Nether Ashcombe', postcodeDistrict: 'XR4', telephonePrefix: '01632 960' },
  { name: 'Great Wexley', postcodeDistrict: 'XR5', telephonePrefix: '01632 960' },
  { name: 'Kirkby Sands', postcodeDistrict: 'XR6', telephonePrefix: '01632 960' },
  { name: 'Low Farrowdale', postcodeDistrict: 'XR7', telephonePrefix: '01632 960' },
];

/** First part of an invented street name. */
export const streetNames: readonly string[] = names(
  'Alderney, Barley Mow, Beacon, Cinder, Copperfield, Cutlers, Dovecote, Elmfield, Ferrymans, Foundry, Gannet, Hawthorn, Heron, Ivy Bank, Jubilee, Kingfisher, Lantern, Larkspur, Limekiln, Malthouse, Mulberry, Nightingale, Old Tannery, Orchard, Packhorse, Quarry, Rookery, Saltmarsh, Sexton, Tenter, Thimble, Weavers, Wharf, Windmill',
);

/** Last part of an invented street name. */
export const streetKinds: readonly string[] = [
  'Road',
  'Street',
  'Lane',
  'Close',
  'Avenue',
  'Terrace',
  'Drive',
  'Way',
  'Court',
];
