import Search

/// Given names that are common in the region, by which a text is seen to name somebody. Folded, without marks.
enum GivenNames {
    static func holds(_ word: Substring) -> Bool {
        guard let first = word.first, first.isUppercase else { return false }
        return all.contains(PlainLetters.of(String(word)))
    }

    private static let all = Set(
        [latin, cyrillic].flatMap { $0.split(whereSeparator: \.isWhitespace).map { PlainLetters.of(String($0)) } })

    private static let latin = """
        Ada Adam Adele Agata Agneta Agnes Agnieszka Aino Aivar Aksel Albert Aleksandra Aleksander Alexander Alexandra Alfred
        Alice Alicja Alina Alma Alva Amalie Amanda Amelia Amelie Anastasia Anders Andrea Andreas Andrejs Andres Andrius
        Andrzej Ane Ania Anita Anja Anna Anne Anneli Annika Antanas Anton Antoni Antonia Anu Armin Arne Arnar Aron Artur
        Arvid Astrid Asta Aukse Axel Barbara Bartosz Beata Benjamin Bengt Bent Berit Birgit Birgitta Birk Bjarni Bjorn Bo
        Britta Camilla Carl Carla Caroline Cecilia Celine Charlotte Christian Christina Clara Clemens Dagny Daiva Daniel
        Daniela Daria Darius David Dawid Didrik Dominik Dora Dorota Ebba Edgar Edgars Edith Edvard Einar Eino Elena Elias
        Elin Elina Elisa Elisabeth Elisabete Eliza Elizabeth Ella Ellen Elsa Elza Emil Emilia Emilie Emilija Emma Emmi Erik
        Erika Erna Ester Estere Eva Evelina Ewa Felix Fiete Filip Finn Frans Freja Frida Frieda Fredrik Frode Gabija
        Gabriel Gabriele Gabriela Georg Gerda Gintaras Greta Gudrun Gudmundur Gunnar Gustav Gustavs Hakon Halina Halldor
        Hanna Hannah Hanne Hans Harald Hedda Hedvig Heidi Heikki Helena Helene Helga Helmi Henrik Henrikas Henry Herman
        Hilda Hilma Hjalmar Hugo Ida Ieva Iga Igor Ilmars Ilona Ilze Ina Inga Inge Ingeborg Ingrid Ingvar Iris Irina Isabel
        Isabella Ivan Ivar Iwona Jaan Jaanika Jakob Jakub Jan Jana Janina Janis Janne Jannik Jarek Jasper Jekaterina
        Jens Jenny Jesper Joanna Johan Johanna Johannes John Jon Jonas Jonathan Jorgen Josef Josefine Jozef Julia Julian
        Julie Julija Juhan Jukka Julius Juri Justyna Jutta Kaarel Kacper Kai Kaja Kalle Kamil Karen Kari Karin Karina
        Karl Karolina Karoline Kasia Kaspars Kasper Katarina Katarzyna Katerina Kati Katja Katre Katrin Kauri Kerli Kersti
        Kirsten Kjell Klara Klaus Knut Konrad Konstantin Kristaps Kristian Kristiina Kristin Kristina Kristjan Krzysztof
        Laima Lars Lasse Laszlo Laura Lauri Lea Leelo Lena Leo Leon Leonie Liene Liepa Liina Liis Lilja Lilly Lina Linda
        Line Linnea Lisa Lisbeth Liv Livia Loreta Louise Lova Lovisa Lucas Lucia Luise Lukas Lukasz Luka Luna Mads Maciej
        Magda Magdalena Magne Magnus Mai Maija Maja Malgorzata Malin Marcin Marek Maren Margit Margrit Margus Mari Maria
        Mariam Marianne Marie Marika Marija Marina Mario Marit Marita Marius Marja Marje Marko Markus Marta Marte Marten
        Martha Martin Martina Martins Mateusz Mathias Mathilde Mati Matilda Mats Matti Matas Max Maxim Melissa Merete
        Merike Mette Mia Michael Michal Mihkel Mikael Mikkel Mikko Milena Mila Mira Mikolaj Milan Minna Mirjam Mohammad
        Mohammed Monica Monika Morten Nadia Natalia Natalie Nele Niels Nikita Nikolai Nils Nina Noah Noel Nora Odin Ola
        Olafur Olav Ole Oleg Olena Olga Oliver Olivia Ona Oskar Ott Otto Ove Paul Paula Paulina Pauls Pawel Pekka Pelle
        Per Peter Petra Petter Philip Pia Piotr Piret Povilas Rafal Ragna Ragnar Raimonds Raivis Ramune Rasmus Rebecka
        Regina Reet Reinis Renata Richard Riho Riina Rita Robert Roberts Roland Rolf Ruta Runa Saara Saga Sami Samuel
        Sandra Sara Sarah Saule Sebastian Selma Sergei Sigrid Sigrun Sigurd Sigurdur Signe Siim Siiri Silja Silje Silvia
        Simon Simona Sindre Sofia Sofie Sofija Solveig Sonja Stanislaw Stefan Steinar Stella Sten Stig Susanna Susanne
        Sven Svetlana Szymon Tadeusz Tanel Tanja Tarmo Tatiana Thea Theo Theodor Thomas Thor Thora Tiina Tiit Tilda Tilde
        Timo Tobias Tomas Tomasz Tone Tor Tora Tore Torsten Triin Trond Turid Tuuli Tuva Ulla Ulrik Ulrika Urszula Urve
        Uwe Vaida Valdis Valentina Vanessa Vera Veronika Viktor Viktoria Vilde Vilius Ville Viola Virve Vladimir Vytautas
        Wanda Wiktoria Wilhelm Wilma Wojciech Yana Yngve Zane Zofia Zuzanna Åsa Þóra Þór Ólafur Ægir Øystein
        """

    private static let cyrillic = """
        Александр Александра Алексей Алина Алиса Анастасия Андрей Анна Антон Арина Артём Богдан Вадим Валентина Варвара
        Вера Вероника Виктор Виктория Владимир Галина Георгий Глеб Дарья Денис Дмитрий Ева Евгений Егор Екатерина Елена
        Елизавета Иван Игорь Илья Инна Ирина Кирилл Ксения Лев Лидия Любовь Людмила Макар Максим Маргарита Марина Мария
        Марк Марта Матвей Милана Михаил Надежда Наталья Никита Николай Олег Ольга Павел Полина Роман Светлана Семён
        Сергей София Степан Таисия Татьяна Тимофей Ульяна Фёдор Юлия Яна Ярослав
        """
}
