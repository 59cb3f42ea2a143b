import type { Heritage } from './heritages.ts';
import { names } from './names.ts';

/** Family names by heritage. Common names; no person is meant. */
export const familyNames: Readonly<Record<Heritage, readonly string[]>> = {
  british: names(
    'Smith, Taylor, Brown, Wilson, Walker, Wright, Thompson, Robinson, White, Hughes, Green, Hall, Wood, Harris, Clarke, Jackson, Turner, Hill, Cooper, Ward, Morris, Baker, Mitchell, Shaw, Bennett, Ashworth, Braithwaite, Fairclough, Pemberton, Hargreaves, MacDonald, Campbell',
  ),
  irish: names("O'Connor, O'Brien, Murphy, Kelly, Doherty, Gallagher, Brennan, Fitzgerald"),
  welsh: names('Jones, Davies, Evans, Griffiths, Llewellyn, Pritchard, ap Rhys, Morgan'),
  indian: names('Patel, Sharma, Singh, Kaur, Shah, Gupta, Desai, Mehta, Nair, Gill'),
  pakistani: names('Khan, Ahmed, Hussain, Malik, Akhtar, Iqbal, Mahmood, Butt'),
  bangladeshi: names('Begum, Rahman, Uddin, Miah, Chowdhury, Islam, Khatun'),
  african: names('Okafor, Adeyemi, Mensah, Nkosi, Abdi, Balogun, Mwangi, Owusu, Moyo'),
  caribbean: names('Campbell, Grant, Francis, Morrison, Bailey, Thompson-Reid, Gordon'),
  chinese: names('Chan, Wong, Li, Zhang, Chen, Lam, Ng'),
  european: names('Kowalski, Nowak, Popescu, Rossi, García López, Fernandes, Müller, Wiśniewska, Ionescu'),
  arab: names('Al-Masri, Haddad, El-Sayed, Mansour, Khalil, Al-Rashid'),
};
