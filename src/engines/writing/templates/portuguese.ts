/** Rows are `picture | on-screen words | narration`; see `parseTemplate` for the sections. */
export const portuguese = `
= opening Para começar

= hook long
ear | Escute bem | Escute bem. Depois, diga o que você sabe.
headphone | E você? | Escute uma vez. O que você acha?
= hook hidden
eyes | {topic} | Leia as palavras na tela. Você saberia explicar?
glasses | {topic} | Olhe estas palavras. O que você já sabe?

= stakes question
thinking face | Tão fácil? | Parece fácil. Quase todo mundo adivinha, e quase ninguém confere.
light bulb | Sua resposta? | Talvez você já tenha uma resposta. Ela aguentaria um olhar sério?
speech balloon | Quem disse? | Uma resposta veio logo à cabeça. Você sabe de onde ela saiu?
= stakes claim
thinking face | É verdade? | Parece certo. Mas você já conferiu alguma vez?
speech balloon | Quem disse? | Muita gente diria que sim. Pouca gente saberia explicar por quê.
balance scale | Repetir ou saber? | A gente ouve isso muito. Mas repetir ainda não é saber.
= stakes subject
thinking face | Soa familiar? | Isso soa familiar. Mas quanto você saberia explicar de verdade?
speech balloon | E a um amigo? | Alguma ideia você tem. O que diria a um amigo?
telescope | Outro olhar | Todo mundo tem uma primeira ideia. Pouca gente olha pela segunda vez.

= promise
compass | O plano | Em poucos minutos você terá um método, passo a passo, para descobrir por conta própria.
world map | Um mapa | Use este vídeo como um mapa. Quem faz a viagem é você.

= ask
writing hand | Sua ideia? | Escreva a sua resposta nos comentários. Depois volte e corrija.
pencil | Sua vez | Deixe a sua melhor resposta nos comentários, antes de procurar.

= chapter A sua primeira ideia
brain | Primeiro, adivinhe | Comece pelo que você tem na cabeça. Ninguém vai dar nota, então arrisque.
thought balloon | Adivinhe, depois olhe | Adivinhe antes de procurar. Até uma ideia errada ajuda a memória.
memo | Por escrito | Escreva a sua ideia num papel. A tinta não muda de opinião escondida.
bar chart | Quanta confiança? | Dê uma nota à sua ideia, de zero a cem. Com sinceridade, quanto você confia nela?
studio microphone | De onde veio? | Pense de onde veio essa ideia. Um professor, um filme, um amigo, ou ninguém?
family | Duas pessoas | Pergunte a duas pessoas por perto. Se as respostas mudam, você tem uma boa pista.
baby | Como uma criança | Diga como uma criança diria. Palavras curtas não escondem nada.
magic wand | A qualquer um | Imagine que você pode perguntar a qualquer pessoa. Quem seria, e qual seria a pergunta?
counterclockwise arrows button | Ao contrário | Vire tudo ao contrário. O que você veria se a ideia fosse falsa?
stopwatch | Dez segundos | Fique dez segundos em silêncio. A segunda ideia costuma ser melhor que a primeira.
puzzle piece | A peça que falta | Repare no que você pulou. É ali que começa a parte interessante.
artist palette | Um desenho | Tente desenhar em um minuto. O canto vazio mostra o que falta aprender.
key | “{term}” | Explique “{term}” em voz alta, sem olhar nada. Onde você hesita?
bullseye | Uma só meta | Escolha uma só coisa para saber até a noite. Uma meta vale mais que dez.
hourglass not done | Adivinhar ou saber? | Agora você tem uma ideia. O que faria dela algo que você sabe?

= chapter As palavras
open book | Primeiro, as palavras | Agora, com calma, olhe as palavras. São elas que decidem o que você vai achar.
magnifying glass tilted left | “{term}” | Pegue “{term}”. Escreva uma frase simples, sem nenhuma palavra difícil.
scissors | Em pedaços | Separe as palavras, uma por uma. Qual delas você entende menos?
books | “{term}” | Procure “{term}” em dois dicionários. A pequena diferença merece o seu tempo.
globe showing Europe-Africa | Outra língua | Procure a mesma coisa em outra língua. Uma palavra nova mostra um lado novo.
scroll | Palavra antiga | Veja a idade da palavra. O sentido muda, e um texto antigo pode falar de outra coisa.
balance scale | Sempre, nunca | Cuidado com sempre, nunca e todos. São palavras pequenas com promessas grandes.
loudspeaker | Em voz alta | Leia as palavras em voz alta, devagar. Pare na primeira que você costuma pular.
input numbers | Um número? | Se há um número, pergunte quem contou. Depois pergunte o que foi contado.
label | Outro nome | Dê um nome seu. Se o nome servir, você entendeu alguma coisa.
detective | “{term}” | Procure “{term}” com a palavra como, e depois com por quê. Compare o que aparece.
red question mark | Menor | Divida tudo em três perguntas menores. Cada uma será mais fácil.
pencil | Suas palavras | Reescreva tudo com as suas palavras. Leia para alguém e olhe o rosto da pessoa.
crystal ball | E se? | Troque uma só palavra e leia de novo. Ainda é a mesma ideia?
door | Palavra e mundo | As palavras estão claras. Elas combinam com o mundo lá fora?

= chapter Olhe você mesmo
magnifying glass tilted left | Olhe de perto | Chegou a melhor parte. Vá olhar antes que alguém explique.
eyes | Só o visível | Descreva só o que você vê, ouve ou toca. As razões vêm depois.
camera | Três imagens | Ache três imagens de três pessoas diferentes. O que elas têm em comum?
straight ruler | Um só número | Ache um só número. Depois compare com alguma coisa do seu dia.
alarm clock | Quanto tempo? | Procure uma duração nesta história. Um segundo, uma estação ou um século?
world map | Onde? | Procure o lugar no mapa. Um espaço vazio diz tanto quanto um cheio.
twelve o’clock | Quando? | Ponha numa linha do tempo. O que aconteceu logo antes e logo depois?
flashlight | O detalhe chato | Olhe o detalhe chato, no canto. Quase nunca está ali por acaso.
red apple | Compare | Compare com algo que você conhece bem. Anote uma semelhança e uma diferença.
left-right arrow | Lado a lado | Ponha dois exemplos lado a lado. O segundo mostra o que o primeiro escondia.
microscope | “{term}” | Imagine “{term}” de muito perto e depois de muito longe. Que detalhes mudam?
video camera | Em câmera lenta | Ache um vídeo sobre o tema e veja em câmera lenta. Pare onde algo muda.
classical building | Vá ver | Há um museu, um jardim ou uma oficina por perto? Uma visita vale mais que dez vídeos.
notebook | Três notas | Guarde três notas curtas, com a data. Amanhã elas vão surpreender você.
see-no-evil monkey | E o resto? | Você viu um lado. Quem já viu os outros?

= chapter Boas fontes
books | Quem sabe? | É provável que alguém tenha passado anos nisso. A sua tarefa é achar essa pessoa.
card index dividers | “{term}” | Digite “{term}” no catálogo de uma biblioteca. Gente paciente já organizou tudo para você.
graduation cap | Quem escreve? | Leia o nome embaixo do texto. O que essa pessoa estudou, construiu ou viu?
calendar | De quando é? | Olhe a data. Uma boa página diz quando foi escrita e quando foi corrigida.
link | Até a origem | Siga uma fonte até o lugar onde ela começou. Anote o que se perdeu no caminho.
newspaper | A manchete | Leia além da manchete. As palavras prudentes costumam esperar no fim.
busts in silhouette | Dois estranhos | Procure duas fontes que não se conhecem. Se elas concordam, escute.
globe with meridians | De longe | Leia uma página de outro país. O que ninguém conta aqui talvez esteja na primeira linha.
money bag | Quem ganha? | Pergunte quem ganha se você acreditar. Não é prova, mas é motivo para conferir.
page facing up | O primeiro estudo | Procure o primeiro estudo, não o décimo resumo. O resumo original costuma ser gratuito.
framed picture | De onde veio? | Pegue uma imagem e procure onde ela apareceu primeiro. As legendas mudam na viagem.
scientist | Um especialista | Escreva a alguém da área. Uma pergunta curta e gentil costuma ter resposta.
bookmark | Guarde | Salve a melhor página que encontrar. Você vai querer mostrar a alguém.
vertical traffic light | Quem duvida? | Ache alguém que pense o contrário, e leia com honestidade. Depois compare as razões.
locked | E agora? | As boas fontes concordam com você. Ainda há um jeito de errar?

= chapter Tente quebrar
hammer | À prova | Esta é a prova honesta. Tente discordar de você mesmo, de verdade.
no entry | Uma exceção | Procure uma exceção. Basta uma, se for boa, para derrubar uma grande afirmação.
balance scale | Causa ou acaso? | Duas coisas que chegam juntas nem sempre estão ligadas. Pergunte o que mais mudou.
game die | Sorte? | Pergunte se foi sorte. Aconteceria de novo amanhã, em outro lugar?
test tube | Uma coisa só | Mude uma coisa só e deixe o resto quieto. É assim que um teste começa.
abacus | Conte | Conte alguma coisa, mesmo que seja pouco. Dez casos reais valem mais que cem impressões.
counterclockwise arrows button | De novo | Faça duas vezes. Se o resultado mudar, você já aprendeu alguma coisa.
pushpin | Antes de olhar | Anote o que faria você mudar de ideia. Faça isso antes de ver o resultado.
scroll | Bela história | Uma boa história fica na memória. Isso não faz dela verdade, então confira duas vezes.
warning | Perfeito demais | Cuidado quando tudo parece perfeito. As respostas reais têm bordas ásperas.
telescope | O que falta? | Pergunte o que ninguém anotou. O silêncio também faz parte da história.
bar chart | E agora? | De zero a cem, quanto você confia agora? Diga o número em voz alta.
handshake | Um amigo crítico | Conte ao seu amigo mais crítico. Agradeça por cada furo que ele achar.
chains | O elo fraco | Ponha as suas razões em fila, como uma corrente. Qual elo quebraria primeiro?
shield | Ainda de pé? | Alguma coisa continua de pé depois de tudo isso. Você saberia dizer em uma frase?

= chapter Diga de um jeito simples
megaphone | Simples | Último passo. Uma ideia é sua quando você consegue dar de presente.
left speech bubble | Uma frase | Explique em uma frase. Depois tire um terço das palavras.
bridge at night | Uma ponte | Use como ponte algo que todos conhecem. Depois diga onde a ponte acaba.
child | Para uma criança | Explique a uma criança de dez anos. As perguntas dela serão as melhores.
clapper board | Um exemplo | Dê um exemplo que você mesmo viu. Ele vai durar mais que qualquer definição.
artist palette | Três caixas | Desenhe três caixas e duas setas. Se for difícil, olhe mais uma vez.
raising hands | Os seus limites | Diga o que você não sabe. A gente confia em uma resposta que mostra os seus limites.
thread | O fio | Amarre a algo que você já aprendeu. Ideias que andam juntas se perdem menos.
seedling | E depois? | Escolha a próxima pergunta pequena. Uma boa resposta sempre faz brotar outra.
wrapped gift | “{term}” | Hoje à noite, conte a alguém uma coisa sobre “{term}”. Veja se a pessoa repete.
recycling symbol | Mudar de ideia | Se você mudou de ideia, diga. É o melhor sinal de que estava procurando.
open book | Uma página | Encha uma página, à mão, com o que você achou. Ponha a data e guarde.
spiral calendar | Em uma semana | Volte em uma semana e explique de novo. O que ficou é o que você aprendeu.
magnet | O que ficou | Veja o que você lembra sem esforço. É um bom ponto de partida.
sunrise | Um novo começo | No começo havia só uma ideia. Veja até onde vai um olhar honesto.

= payoff question
trophy | É sua | Adivinhe, olhe, leia, confira. Faça isso, e a resposta será sua de verdade.
gem stone | Achada, não dada | Eu não dei a resposta, de propósito. A que você mesmo encontra é a que fica.
= payoff claim
trophy | O que resiste | Procure a prova, depois a exceção. O que resiste às duas merece ser repetido.
gem stone | Primeiro confira | Verdade ou não, agora você sabe conferir. Faça isso antes de compartilhar.
= payoff subject
trophy | Um passo à frente | Uma imagem, uma boa fonte, uma coisa conferida. Você já está um passo à frente.
gem stone | Achados, não dados | Eu não contei fatos, de propósito. Os que você mesmo encontra são os que ficam.

= loop question
counterclockwise arrows button | De novo | Então, antes de seguir, pergunte de novo…
repeat button | A mesma pergunta | E agora, com outros olhos, a mesma pergunta…
= loop claim
counterclockwise arrows button | Na próxima vez | Pense nisso na próxima vez que alguém disser…
repeat button | De novo | E agora, com outros olhos, escute de novo…
= loop subject
counterclockwise arrows button | Sua vez | Agora é a sua vez de procurar, começando por…
repeat button | De novo | E agora, com outros olhos, mais uma vez…
= loop long
repeat button | De novo | Então, uma última vez…
= loop hidden
repeat button | De novo | Volte ao início, e desta vez…
`;
