/** Rows are `picture | on-screen words | narration`; see `parseTemplate` for the sections. */
export const spanish = `
= opening Para empezar

= hook long
ear | Escucha bien | Escucha bien. Después, di lo que sabes.
headphone | ¿Y tú? | Escúchalo una vez. ¿Qué piensas?
= hook hidden
eyes | {topic} | Lee las palabras en pantalla. ¿Sabrías explicarlas?
glasses | {topic} | Mira estas palabras. ¿Qué sabes ya?

= stakes question
thinking face | ¿Tan fácil? | Parece fácil. Casi todos adivinan, y casi nadie lo comprueba.
light bulb | ¿Tu respuesta? | Quizá ya tienes una respuesta. ¿Aguantaría una mirada seria?
speech balloon | ¿Quién lo dice? | Te ha venido una respuesta enseguida. ¿Sabes de dónde salió?
= stakes claim
thinking face | ¿Es verdad? | Suena bien. Pero ¿lo has comprobado alguna vez?
speech balloon | ¿Quién lo dice? | Muchos dirían que sí. Muy pocos sabrían explicar por qué.
balance scale | ¿Repetir o saber? | Se oye a menudo. Pero repetir todavía no es saber.
= stakes subject
thinking face | ¿Te suena? | Seguro que te suena. Pero ¿cuánto podrías explicar de verdad?
speech balloon | ¿Y a un amigo? | Tienes una idea, sin duda. ¿Qué le dirías a un amigo?
telescope | Otra mirada | Todo el mundo tiene una primera idea. Poca gente mira por segunda vez.

= promise
compass | El plan | En pocos minutos tendrás un método, paso a paso, para descubrirlo por ti mismo.
world map | Un mapa | Toma este vídeo como un mapa. El viaje lo haces tú.

= ask
writing hand | ¿Tu idea? | Escribe tu respuesta en los comentarios. Luego vuelve y corrígela.
pencil | Te toca | Deja tu mejor respuesta en los comentarios, antes de buscarla.

= chapter Tu primera idea
brain | Primero, adivina | Empieza por lo que tienes en la cabeza. Nadie te pone nota, así que atrévete.
thought balloon | Adivina y mira | Adivina antes de buscar. Hasta una idea equivocada ayuda a la memoria.
memo | Por escrito | Escribe tu idea en un papel. La tinta no cambia de opinión a escondidas.
bar chart | ¿Cuánta confianza? | Ponle una nota a tu idea, de cero a cien. Con sinceridad, ¿cuánto confías en ella?
studio microphone | ¿De dónde viene? | Piensa de dónde salió esa idea. ¿Un maestro, una película, un amigo, o nadie?
family | Dos personas | Pregunta a dos personas cercanas. Si responden distinto, tienes una buena pista.
baby | Como un niño | Dilo como lo diría un niño. Las palabras cortas no esconden nada.
magic wand | A cualquiera | Imagina que puedes preguntar a cualquier persona. ¿Quién sería, y qué le preguntarías?
counterclockwise arrows button | Al revés | Dale la vuelta. ¿Qué verías si la idea fuera falsa?
stopwatch | Diez segundos | Guarda silencio diez segundos. La segunda idea suele ser mejor que la primera.
puzzle piece | La pieza que falta | Fíjate en lo que te has saltado. Ahí empieza lo interesante.
artist palette | Un dibujo | Intenta dibujarlo en un minuto. La esquina vacía muestra qué falta por aprender.
key | “{term}” | Explica “{term}” en voz alta, sin mirar nada. ¿Dónde dudas?
bullseye | Una sola meta | Elige una sola cosa que quieras saber esta noche. Una meta vale más que diez.
hourglass not done | ¿Adivinar o saber? | Ya tienes una idea. ¿Qué la convertiría en algo que sabes?

= chapter Las palabras
open book | Primero, las palabras | Ahora, despacio, mira las palabras. Ellas deciden lo que vas a encontrar.
magnifying glass tilted left | “{term}” | Toma “{term}”. Escribe una frase sencilla, sin una sola palabra difícil.
scissors | En trozos | Separa las palabras, una por una. ¿Cuál entiendes menos?
books | “{term}” | Busca “{term}” en dos diccionarios. La pequeña diferencia merece tu tiempo.
globe showing Europe-Africa | Otro idioma | Busca lo mismo en otro idioma. Una palabra nueva enseña un lado nuevo.
scroll | Palabra antigua | Mira la edad de la palabra. El sentido cambia, y un texto viejo puede hablar de otra cosa.
balance scale | Siempre, nunca | Cuidado con siempre, nunca y todos. Son palabras pequeñas con promesas grandes.
loudspeaker | En voz alta | Lee las palabras en voz alta, despacio. Para en la primera que sueles saltarte.
input numbers | ¿Un número? | Si hay un número, pregunta quién contó. Luego pregunta qué contó exactamente.
label | Otro nombre | Ponle un nombre tuyo. Si le queda bien, has entendido algo.
detective | “{term}” | Busca “{term}” con la palabra cómo, y después con por qué. Compara lo que sale.
red question mark | Más pequeña | Divídelo en tres preguntas más pequeñas. Cada una será más fácil.
pencil | Con tus palabras | Escríbelo todo con tus palabras. Léeselo a alguien y mira su cara.
crystal ball | ¿Y si? | Cambia una sola palabra y vuelve a leer. ¿Sigue siendo la misma idea?
door | Palabra y mundo | Las palabras están claras. ¿Coinciden con el mundo de fuera?

= chapter Míralo tú mismo
magnifying glass tilted left | Mira de cerca | Llega lo mejor. Ve a mirar antes de que alguien te lo explique.
eyes | Solo lo que ves | Describe solo lo que ves, oyes o tocas. Las razones vendrán después.
camera | Tres imágenes | Busca tres imágenes de tres personas distintas. ¿Qué tienen en común?
straight ruler | Un solo número | Busca un solo número. Después compáralo con algo de tu día.
alarm clock | ¿Cuánto tiempo? | Busca una duración en esta historia. ¿Un segundo, una estación o un siglo?
world map | ¿Dónde? | Busca su lugar en un mapa. Un hueco vacío dice tanto como uno lleno.
twelve o’clock | ¿Cuándo? | Ponlo en una línea del tiempo. ¿Qué pasó justo antes y justo después?
flashlight | El detalle aburrido | Mira el detalle aburrido de la esquina. Pocas veces está ahí por casualidad.
red apple | Compara | Compáralo con algo que conoces bien. Anota un parecido y una diferencia.
left-right arrow | Lado a lado | Pon dos ejemplos uno al lado del otro. El segundo muestra lo que el primero escondía.
microscope | “{term}” | Imagina “{term}” de muy cerca y luego de muy lejos. ¿Qué detalles cambian?
video camera | A cámara lenta | Busca un vídeo sobre el tema y míralo a cámara lenta. Para donde algo cambia.
classical building | Ve a verlo | ¿Hay un museo, un jardín o un taller cerca? Una visita vale más que diez vídeos.
notebook | Tres notas | Guarda tres notas cortas con su fecha. Mañana te van a sorprender.
see-no-evil monkey | ¿Y el resto? | Has visto un lado. ¿Quién ha visto ya los demás?

= chapter Buenas fuentes
books | ¿Quién lo sabe? | Seguramente alguien le ha dedicado años. Tu tarea es encontrarlo.
card index dividers | “{term}” | Escribe “{term}” en el catálogo de una biblioteca. Gente paciente lo ha ordenado por ti.
graduation cap | ¿Quién escribe? | Lee el nombre bajo el texto. ¿Qué ha estudiado, construido o visto esa persona?
calendar | ¿De cuándo es? | Mira la fecha. Una buena página dice cuándo se escribió y cuándo se corrigió.
link | Hasta el origen | Sigue una fuente hasta el lugar donde empezó. Anota lo que se perdió por el camino.
newspaper | El titular | Lee más allá del titular. Las palabras prudentes suelen esperar al final.
busts in silhouette | Dos extraños | Busca dos fuentes que no se conozcan. Si coinciden, escucha.
globe with meridians | Desde lejos | Lee una página de otro país. Lo que aquí nadie cuenta quizá está en su primera línea.
money bag | ¿Quién gana? | Pregunta quién gana si te lo crees. No es una prueba, pero sí una razón para comprobar.
page facing up | El primer estudio | Busca el primer estudio, no el décimo resumen. Su resumen suele ser gratis.
framed picture | ¿De dónde es? | Toma una imagen y busca su primera aparición. Los pies de foto cambian al viajar.
scientist | Un experto | Escribe a alguien del oficio. Una pregunta corta y amable suele tener respuesta.
bookmark | Guárdalo | Guarda la mejor página que encuentres. Querrás enseñársela a alguien.
vertical traffic light | ¿Quién duda? | Busca a alguien que piense lo contrario, y léelo sin trampas. Después compara las razones.
locked | ¿Seguro? | Las buenas fuentes te dan la razón. ¿Queda alguna forma de equivocarse?

= chapter Intenta romperlo
hammer | A prueba | Esta es la prueba honesta. Intenta llevarte la contraria, en serio.
no entry | Una excepción | Busca una excepción. Una sola, si es buena, tumba una gran afirmación.
balance scale | ¿Causa o azar? | Dos cosas que llegan juntas no siempre están unidas. Pregunta qué más cambió.
game die | ¿Suerte? | Pregunta si fue suerte. ¿Pasaría otra vez mañana, en otro lugar?
test tube | Una sola cosa | Cambia una sola cosa y deja quieto el resto. Así empieza una prueba.
abacus | Cuenta | Cuenta algo, aunque sea poco. Diez casos reales valen más que cien impresiones.
counterclockwise arrows button | Otra vez | Hazlo dos veces. Si el resultado cambia, ya has aprendido algo.
pushpin | Antes de mirar | Apunta qué te haría cambiar de idea. Hazlo antes de ver el resultado.
scroll | Bonita historia | Una buena historia se recuerda sola. Eso no la hace cierta, así que compruébala dos veces.
warning | Demasiado perfecto | Cuidado cuando todo suena perfecto. Las respuestas reales tienen bordes ásperos.
telescope | Lo que falta | Pregunta qué no apuntó nadie. El silencio también es parte de la historia.
bar chart | ¿Y ahora? | De cero a cien, ¿cuánto confías ahora? Di el número en voz alta.
handshake | Un amigo crítico | Cuéntaselo a tu amigo más crítico. Dale las gracias por cada hueco que encuentre.
chains | El eslabón débil | Pon tus razones en fila, como una cadena. ¿Qué eslabón se rompería primero?
shield | ¿Sigue en pie? | Algo sigue en pie después de todo eso. ¿Podrías decirlo en una frase?

= chapter Dilo sencillo
megaphone | Dilo sencillo | Último paso. Una idea es tuya cuando puedes regalarla.
left speech bubble | Una frase | Explícalo en una frase. Después quita un tercio de las palabras.
bridge at night | Un puente | Usa como puente algo que todos conocen. Luego di dónde termina el puente.
child | Para un niño | Explícaselo a un niño de diez años. Sus preguntas serán las mejores.
clapper board | Un ejemplo | Da un ejemplo que hayas visto tú. Vivirá más que cualquier definición.
artist palette | Tres cajas | Dibuja tres cajas y dos flechas. Si cuesta mucho, mira una vez más.
raising hands | Lo que no sabes | Di lo que no sabes. La gente confía en una respuesta que muestra sus límites.
thread | El hilo | Átalo a algo que ya aprendiste. Las ideas que se sostienen juntas se pierden menos.
seedling | ¿Y después? | Elige la siguiente pregunta pequeña. Una buena respuesta siempre hace brotar otra.
wrapped gift | “{term}” | Cuéntale a alguien una cosa sobre “{term}” esta noche. Mira si la repite.
recycling symbol | Cambiar de idea | Si has cambiado de idea, dilo. Es la mejor señal de que estabas buscando.
open book | Una página | Llena una página, a mano, con lo que has encontrado. Ponle fecha y guárdala.
spiral calendar | En una semana | Vuelve dentro de una semana y explícalo otra vez. Lo que queda es lo aprendido.
magnet | Lo que queda | Mira qué has recordado sin esfuerzo. Es un buen punto de partida.
sunrise | Otro comienzo | Al principio solo había una idea. Mira hasta dónde llega una mirada honesta.

= payoff question
trophy | Es tuya | Adivina, mira, lee, comprueba. Hazlo, y la respuesta será tuya de verdad.
gem stone | Hallada, no dada | No te he dado la respuesta, a propósito. La que uno mismo encuentra es la que se queda.
= payoff claim
trophy | Lo que resiste | Busca la prueba y luego la excepción. Lo que resiste las dos merece repetirse.
gem stone | Primero comprueba | Verdad o no, ya sabes cómo comprobarlo. Hazlo antes de compartirlo.
= payoff subject
trophy | Un paso adelante | Una imagen, una buena fuente, una cosa comprobada. Ya vas un paso por delante.
gem stone | Hallados, no dados | No te he contado datos, a propósito. Los que uno mismo encuentra son los que se quedan.

= loop question
counterclockwise arrows button | Otra vez | Así que, antes de seguir, pregúntate otra vez…
repeat button | La misma pregunta | Y ahora, con otros ojos, la misma pregunta…
= loop claim
counterclockwise arrows button | La próxima vez | Piénsalo la próxima vez que alguien te diga…
repeat button | Otra vez | Y ahora, con otros ojos, escúchalo de nuevo…
= loop subject
counterclockwise arrows button | Te toca | Ahora te toca buscar a ti, empezando por…
repeat button | Otra vez | Y ahora, con otros ojos, una vez más…
= loop long
repeat button | Otra vez | Así que, una última vez…
= loop hidden
repeat button | Otra vez | Vuelve al principio, y esta vez…
`;
