import type { Heritage } from './heritages.ts';
import { names } from './names.ts';

/** Given names by heritage and by the sex registered at birth. Common names; no person is meant. */
export const givenNames: Readonly<
  Record<Heritage, { readonly female: readonly string[]; readonly male: readonly string[] }>
> = {
  british: {
    female: names(
      'Margaret, Jean, Patricia, Susan, Linda, Karen, Julie, Deborah, Sarah, Claire, Emma, Laura, Rebecca, Gemma, Chloe, Sophie, Olivia, Isla, Poppy, Ruby, Doreen, Brenda, Gillian, Hazel, Freya, Daisy',
    ),
    male: names(
      'John, David, Peter, Michael, Alan, Brian, Keith, Stephen, Paul, Andrew, Mark, Christopher, Matthew, James, Daniel, Jack, Thomas, Oliver, Harry, Alfie, Derek, Roy, Graham, Trevor, Leo, Arthur',
    ),
  },
  irish: {
    female: names('Bridget, Maureen, Siobhan, Aoife, Niamh, Sinead, Ciara, Eileen'),
    male: names('Patrick, Declan, Sean, Eamon, Cormac, Liam, Brendan, Ronan'),
  },
  welsh: {
    female: names('Angharad, Bethan, Carys, Eleri, Ffion, Megan, Nerys, Rhiannon'),
    male: names('Aled, Bryn, Dafydd, Emrys, Gareth, Gethin, Huw, Rhys'),
  },
  indian: {
    female: names('Priya, Anita, Meena, Sunita, Kavita, Lakshmi, Deepa, Harpreet, Jasleen, Nisha'),
    male: names('Raj, Sanjay, Vikram, Anil, Suresh, Gurpreet, Harjit, Arjun, Kiran, Nikhil'),
  },
  pakistani: {
    female: names('Ayesha, Fatima, Zainab, Nasreen, Shazia, Rukhsana, Saima, Hina'),
    male: names('Imran, Tariq, Bilal, Usman, Khalid, Nadeem, Faisal, Hamza'),
  },
  bangladeshi: {
    female: names('Rehana, Shirin, Nazma, Taslima, Farhana, Sultana, Rahima'),
    male: names('Abdul, Rafiq, Kamal, Jahangir, Shahid, Mizan, Anwar'),
  },
  african: {
    female: names('Adaeze, Ngozi, Folake, Abena, Amina, Wanjiru, Chipo, Efua, Temitope'),
    male: names('Chidi, Kwame, Babajide, Emeka, Tendai, Kofi, Oluwaseun, Yusuf, Kamau'),
  },
  caribbean: {
    female: names('Marcia, Beverley, Yvonne, Claudette, Shanice, Keisha, Jacinth'),
    male: names('Winston, Delroy, Leroy, Errol, Courtney, Tyrone, Neville'),
  },
  chinese: {
    female: names('Mei, Li Na, Xiu Ying, Wai Yee, Hui Min, Jing'),
    male: names('Wei, Jian, Kwok Wah, Chi Ming, Jun, Hao'),
  },
  european: {
    female: names('Agnieszka, Katarzyna, Elena, Ioana, Giulia, Maria José, Zofia, Ilse, Natália'),
    male: names('Piotr, Tomasz, Andrei, Marek, Luca, João, Krzysztof, Jürgen, Łukasz'),
  },
  arab: {
    female: names('Layla, Noor, Samira, Huda, Rania, Yasmin'),
    male: names('Omar, Karim, Hassan, Samir, Tarek, Nabil'),
  },
};
