import type { Language } from '../../../contracts/languages.ts';

/** The columns after the icons, in their order. */
export const worldColumns = ['de', 'ar', 'he', 'hi', 'th', 'zh', 'ja', 'ko'] as const satisfies readonly Language[];

// icons | German | Arabic | Hebrew | Hindi | Thai | Chinese | Japanese | Korean; words apart by commas.
export const worldTable = `
anatomical-heart drop-of-blood red-heart | herz,herzen | قلب,قلوب | לב,לבבות | दिल,हृदय | หัวใจ | 心脏,心臟 | 心臓,心 | 심장
drop-of-blood anatomical-heart | blut | دم,دماء | דם | खून,रक्त | เลือด | 血,血液 | 血,血液 | 피,혈액
octopus water-wave spiral-shell | krake,oktopus,tentakel | أخطبوط | תמנון | ऑक्टोपस | ปลาหมึก,หมึก,ปลาหมึกยักษ์ | 章鱼,章魚 | タコ,たこ | 문어
honey-pot honeybee | honig,nektar | عسل | דבש | शहद | น้ำผึ้ง | 蜂蜜 | 蜂蜜,はちみつ | 꿀
honeybee honey-pot blossom | biene,imker,bienenstock | نحل,نحلة | דבורה,דבורים,כוורת | मधुमक्खी | ผึ้ง | 蜜蜂 | 蜂,ミツバチ | 벌,꿀벌
classical-building stadium amphora | rom,römer,römisch,antike,tempel | روما,روماني,رومان,معبد | רומא,רומי,רומאי,מקדש | रोम,रोमन,मंदिर | โรม,โรมัน,วิหาร | 罗马,羅馬,神庙 | ローマ,神殿 | 로마,신전
camel desert amphora | ägypten,pyramide,pharao,mumie | مصر,هرم,أهرام,فرعون,مومياء | מצרים,פירמידה,פרעה | मिस्र,पिरामिड | อียิปต์,พีระมิด | 埃及,金字塔,法老 | エジプト,ピラミッド | 이집트,피라미드
building-construction brick hammer-and-wrench | bau,bauen,beton,zement,stein | بناء,خرسانة,إسمنت,حجر | בנייה,בטון,מלט,אבן | निर्माण,कंक्रीट,सीमेंट,पत्थर | ก่อสร้าง,คอนกรีต,ปูน,หิน | 混凝土,水泥,建筑,石头 | コンクリート,建設,石 | 콘크리트,건설,돌
crown castle crossed-swords | könig,kaiser,reich,königreich | ملك,إمبراطور,إمبراطورية,مملكة | מלך,קיסר,אימפריה,ממלכה | राजा,सम्राट,साम्राज्य | กษัตริย์,จักรพรรดิ,อาณาจักร | 国王,皇帝,帝国 | 王,皇帝,帝国 | 왕,황제,제국
crossed-swords shield military-helmet bomb | krieg,schlacht,armee,soldat | حرب,معركة,جيش,جندي | מלחמה,קרב,צבא,חייל | युद्ध,सेना,सैनिक | สงคราม,กองทัพ,ทหาร | 战争,军队,士兵 | 戦争,軍隊,兵士 | 전쟁,군대,군인
scroll books hourglass-done | geschichte,jahrhundert,vergangenheit | تاريخ,قرن,ماض | היסטוריה,מאה,עבר | इतिहास,सदी | ประวัติศาสตร์,ศตวรรษ | 历史,世纪,过去 | 歴史,世紀,過去 | 역사,세기,과거
cyclone milky-way ringed-planet telescope | schwarzes loch,schwarze löcher | ثقب أسود,ثقوب سوداء | חור שחור | ब्लैक होल | หลุมดำ | 黑洞 | ブラックホール | 블랙홀
ringed-planet milky-way rocket star | weltraum,universum,planet,kosmos,all | فضاء,كون,كوكب | חלל,יקום,כוכב לכת | अंतरिक्ष,ब्रह्मांड,ग्रह | อวกาศ,จักรวาล,ดาวเคราะห์ | 太空,宇宙,行星 | 宇宙,惑星 | 우주,행성
magnet ringed-planet red-apple | schwerkraft,gravitation | جاذبية | כוח המשיכה,כבידה | गुरुत्वाकर्षण | แรงโน้มถ่วง | 引力,重力 | 重力 | 중력
globe-showing-europe-africa world-map | welt,erde | عالم,أرض | עולם,כדור הארץ | दुनिया,पृथ्वी | โลก | 世界,地球 | 世界,地球 | 세계,지구
light-bulb sun high-voltage | licht,strahl | ضوء,نور | אור | प्रकाश,रोशनी | แสง | 光 | 光 | 빛
chart-increasing money-with-wings coin | preis,inflation,wachstum,wirtschaft,zinsen | تضخم,سعر,أسعار,نمو,اقتصاد,فائدة | אינפלציה,מחיר,צמיחה,כלכלה,ריבית | मुद्रास्फीति,कीमत,ब्याज,अर्थव्यवस्था | เงินเฟ้อ,ราคา,ดอกเบี้ย,เศรษฐกิจ | 通货膨胀,价格,增长,经济,利息 | インフレ,価格,成長,経済,利息 | 인플레이션,가격,성장,경제,이자
money-bag dollar-banknote coin | geld,reichtum,gehalt | مال,مال,ثروة,راتب | כסף,עושר,משכורת | पैसा,धन,वेतन | เงิน,ความมั่งคั่ง | 钱,财富,工资 | お金,富,給料 | 돈,부,월급
sleeping-face person-in-bed crescent-moon bed | schlaf,schlafen,müde | نوم,ينام | שינה,לישון | नींद,सोना | นอน,นอนหลับ,การนอน | 睡眠,睡觉 | 睡眠,眠り,寝る | 잠,수면
crescent-moon night-with-stars owl | nacht,dunkel | ليل,ليلة,ظلام | לילה,חושך | रात,अंधेरा | กลางคืน,คืน,มืด | 夜,夜晚,黑暗 | 夜,闇 | 밤,어둠
brain light-bulb | gehirn,gedächtnis,denken | دماغ,عقل,ذاكرة | מוח,זיכרון | दिमाग,मस्तिष्क,याद | สมอง,ความจำ | 大脑,记忆 | 脳,記憶 | 뇌,기억
hot-beverage beans teapot | kaffee,koffein,tasse | قهوة,فنجان | קפה | कॉफी,कॉफ़ी | กาแฟ | 咖啡 | コーヒー | 커피
teacup-without-handle teapot herb | tee | شاي | תה | चाय | ชา | 茶 | お茶,茶 | 차
goat herb | ziege,hirte | ماعز,راع | עז,רועה | बकरी | แพะ | 山羊 | ヤギ | 염소
tropical-fish water-wave coral | meer,ozean | بحر,محيط | ים,אוקיינוס | समुद्र,सागर | ทะเล,มหาสมุทร | 海,海洋,大海 | 海,海洋 | 바다,해양
fish water-wave | fisch,kiemen | سمك,سمكة,خياشيم | דג,זימים | मछली | ปลา,เหงือก | 鱼,鱼鳃,鳃 | 魚,えら | 물고기,아가미
lungs wind-face | atem,atmen,sauerstoff,luft | تنفس,أكسجين,هواء | נשימה,חמצן,אוויר | साँस,सांस,ऑक्सीजन,हवा | หายใจ,ออกซิเจน,อากาศ | 呼吸,氧气,空气 | 呼吸,酸素,空気 | 호흡,산소,공기
droplet sweat-droplets | wasser | ماء,مياه | מים | पानी,जल | น้ำ | 水 | 水 | 물
microscope test-tube light-bulb | wissenschaft,forscher,forschung,entdeckung | علم,علماء,عالم,بحث,اكتشاف | מדע,מדען,מחקר,גילוי | विज्ञान,वैज्ञानिक,खोज | วิทยาศาสตร์,นักวิทยาศาสตร์ | 科学,科学家,研究,发现 | 科学,科学者,研究,発見 | 과학,과학자,연구,발견
microbe petri-dish test-tube | bakterie,keim,virus | بكتيريا,فيروس,جرثومة | חיידק,נגיף | जीवाणु,विषाणु | แบคทีเรีย,ไวรัส | 细菌,病毒 | 細菌,ウイルス | 세균,바이러스
dna microscope | gen,zelle,evolution | جين,خلية,تطور | גן,תא,אבולוציה | जीन,कोशिका | ยีน,เซลล์,วิวัฒนาการ | 基因,细胞,进化 | 遺伝子,細胞,進化 | 유전자,세포,진화
pill stethoscope hospital | medizin,gesundheit,krankheit,arzt | طب,صحة,مرض,طبيب,دواء | רפואה,בריאות,מחלה,רופא | दवा,स्वास्थ्य,बीमारी,डॉक्टर | ยา,สุขภาพ,โรค,แพทย์ | 医学,健康,疾病,医生 | 医学,健康,病気,医者 | 의학,건강,질병,의사
~ hourglass-done spiral-calendar mantelpiece-clock | zeit,jahr,alt | زمن,وقت,سنة,عام,قديم | זמן,שנה,עתיק | समय,साल,वर्ष,प्राचीन | เวลา,ปี,โบราณ | 时间,年,古老 | 時間,年,古代 | 시간,년,고대
factory gear nut-and-bolt | industrie,maschine,motor,fabrik | صناعة,آلة,محرك,مصنع | תעשייה,מכונה,מנוע,מפעל | उद्योग,मशीन,कारखाना | อุตสาหกรรม,เครื่องจักร,โรงงาน | 工业,机器,工厂 | 産業,機械,工場 | 산업,기계,공장
laptop gear satellite | computer,technologie,internet,daten | حاسوب,تقنية,إنترنت,بيانات | מחשב,טכנולוגיה,אינטרנט,נתונים | कंप्यूटर,तकनीक,इंटरनेट | คอมพิวเตอร์,เทคโนโลยี,อินเทอร์เน็ต | 电脑,技术,互联网,数据 | コンピューター,技術,インターネット,データ | 컴퓨터,기술,인터넷,데이터
high-voltage light-bulb electric-plug | strom,energie,elektrizität | كهرباء,طاقة | חשמל,אנרגיה | बिजली,ऊर्जा | ไฟฟ้า,พลังงาน | 电,能量,能源 | 電気,エネルギー | 전기,에너지
seedling potted-plant herb | pflanze,samen,garten | نبات,بذرة,حديقة,زراعة | צמח,זרע,גן,חקלאות | पौधा,बीज,खेती | พืช,เมล็ด,เกษตร | 植物,种子,农业 | 植物,種,農業 | 식물,씨앗,농업
thermometer sun fire | hitze,temperatur,klima,warm | حرارة,مناخ | חום,טמפרטורה,אקלים | गर्मी,तापमान,जलवायु | ความร้อน,อุณหภูมิ,ภูมิอากาศ | 温度,热,气候 | 温度,熱,気候 | 온도,열,기후
snowflake ice cold-face | kälte,eis,winter | برد,جليد,شتاء | קור,קרח,חורף | ठंड,बर्फ,सर्दी | หนาว,น้ำแข็ง,ฤดูหนาว | 冷,冰,冬天 | 寒さ,氷,冬 | 추위,얼음,겨울
house-with-garden house key | haus,wohnung,miete | بيت,منزل | בית | घर,मकान | บ้าน | 家,房子 | 家 | 집
fork-and-knife-with-plate pot-of-food green-salad | essen,nahrung,mahlzeit | طعام,أكل | אוכל,מזון | खाना,भोजन | อาหาร,กิน | 食物,吃 | 食べ物,食事 | 음식,식사
candy lollipop cookie | zucker,süß | سكر | סוכר | चीनी,मीठा | น้ำตาล | 糖 | 砂糖 | 설탕
warning skull-and-crossbones | gefahr,risiko,gift | خطر,سم | סכנה,רעל | खतरा,ज़हर | อันตราย,พิษ | 危险,毒 | 危険,毒 | 위험,독
skull coffin headstone | tod,sterben,tot | موت,يموت | מוות,למות | मौत,मृत्यु | ตาย,ความตาย | 死亡,死 | 死 | 죽음
detective magnifying-glass-tilted-left key | geheimnis,rätsel,verbrechen | سر,لغز,جريمة | סוד,תעלומה,פשע | रहस्य,अपराध | ความลับ,ปริศนา | 秘密,谜 | 秘密,謎 | 비밀,수수께끼
~ red-question-mark thinking-face magnifying-glass-tilted-left | frage,warum,wie | سؤال,لماذا,كيف | שאלה,למה,מדוע | सवाल,क्यों,कैसे | คำถาม,ทำไม | 问题,为什么 | 質問,なぜ | 질문,왜
world-map compass sailboat | reise,handel,karte,entdecker | رحلة,تجارة,خريطة | מסע,סחר,מפה | यात्रा,व्यापार,नक्शा | เดินทาง,การค้า,แผนที่ | 旅行,贸易,地图 | 旅,貿易,地図 | 여행,무역,지도
sailboat anchor water-wave | schiff,boot,hafen | سفينة,ميناء | ספינה,נמל | जहाज,बंदरगाह | เรือ,ท่าเรือ | 船,港口 | 船,港 | 배,항구
open-book books graduation-cap | buch,schule,wissen,lernen | كتاب,مدرسة,معرفة,تعلم | ספר,לימוד,ידע | किताब,स्कूल,ज्ञान | หนังสือ,โรงเรียน,ความรู้ | 书,学校,知识 | 本,学校,知識 | 책,학교,지식
musical-notes violin headphone | musik,lied,klang | موسيقى,صوت | מוזיקה,שיר | संगीत | ดนตรี,เพลง | 音乐 | 音楽 | 음악
busts-in-silhouette handshake | mensch,leute,gesellschaft | ناس,شعب,مجتمع | אנשים,עם,חברה | लोग,समाज | คน,ผู้คน,สังคม | 人们,社会 | 人々,社会 | 사람,사회
cityscape office-building | stadt,städte | مدينة,مدن | עיר,ערים | शहर | เมือง | 城市 | 都市,町 | 도시
volcano fire rock | vulkan,lava,asche | بركان,حمم,رماد | הר געש,לבה,אפר | ज्वालामुखी,राख | ภูเขาไฟ,ลาวา,เถ้า | 火山,熔岩 | 火山,溶岩 | 화산,용암
~ flexed-biceps rock | kraft,stark,stärke | قوة,قوي | כוח,חזק | ताकत,मजबूत | แข็งแรง,แรง | 力量,强大 | 力,強い | 힘,강한
light-bulb sparkles brain | idee,erfindung | فكرة,اختراع | רעיון,המצאה | विचार,आविष्कार | ความคิด,ประดิษฐ์ | 想法,发明 | アイデア,発明 | 아이디어,발명
sun fire | sonne | شمس | שמש | सूरज,सूर्य | ดวงอาทิตย์ | 太阳 | 太陽 | 태양
full-moon crescent-moon | mond | قمر | ירח | चाँद,चंद्रमा | ดวงจันทร์ | 月亮,月球 | 月 | 달
deciduous-tree evergreen-tree | baum,wald | شجرة,غابة | עץ,יער | पेड़,जंगल | ต้นไม้,ป่า | 树,森林 | 木,森 | 나무,숲
mountain snow-capped-mountain | berg,gebirge | جبل,جبال | הר,הרים | पहाड़,पर्वत | ภูเขา | 山 | 山 | 산
desert camel | wüste | صحراء | מדבר | रेगिस्तान | ทะเลทราย | 沙漠 | 砂漠 | 사막
`;
