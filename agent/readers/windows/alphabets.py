"""Which letters tell the languages of Windows apart, and their code pages.

A console tool writes in the OEM code page of its language, a redirected one at times in
the ANSI one. The letters of the right reading belong to one language; those of a wrong
one do not. ``common`` letters of a language are those that its short console texts are
full of.
"""

from typing import NamedTuple


class Language(NamedTuple):
    """One language (or some alike), its code pages, likelier ones first."""

    code_pages: tuple[str, ...]
    common: frozenset[str]
    rare: frozenset[str] = frozenset()
    wide: bool = False  # more than one byte a letter


def _language(
    pages: str, common: str, rare: str = "", *, wide: bool = False
) -> Language:
    return Language(tuple(pages.split()), frozenset(common), frozenset(rare), wide)


_WEST = "cp850 cp1252 cp437"
_CENTRAL = "cp852 cp1250"
_CYRILLIC = "cp866 cp1251"

LANGUAGES = (
    _language(_WEST, "éèàêôçù", "ûîâëïœæüÿñ"),  # French
    _language(_WEST, "àèéìòù", "ç"),  # Italian
    _language(_WEST, "äöü", "ßé"),  # German
    _language(_WEST, "áéíóúñ", "üºª¿¡"),  # Spanish
    _language("cp850 cp1252 cp860", "áãçéíóú", "âàêôõüºª"),  # Portuguese
    _language(_WEST, "åäöé", ""),  # Swedish, Finnish
    _language("cp850 cp1252 cp865", "æøå", "éò"),  # Danish, Norwegian
    _language(_WEST, "ëéïèöü", ""),  # Dutch
    _language("cp850 cp1252", "", "áðéíóúýþæö"),  # Icelandic
    _language("cp850 cp1252", "", "àèéíòóúçïü·"),  # Catalan
    _language(_CENTRAL, "ąćęłńóśźż"),  # Polish
    _language(_CENTRAL, "áčéěířšůýž", "ďňóťú"),  # Czech
    _language(_CENTRAL, "áčéíľšťýž", "äďĺňóôŕú"),  # Slovak
    _language(_CENTRAL, "áéíóöőúüű"),  # Hungarian
    _language(_CENTRAL, "ăâîşţ", "ș ț"),  # Romanian
    _language(_CENTRAL, "čćđšž"),  # Croatian, Slovene, Bosnian
    _language("cp857 cp1254", "çğıöşüİ", "âîû"),  # Turkish
    _language("cp775 cp1257", "äõöü", "šž"),  # Estonian
    _language("cp775 cp1257", "āčēģīķļņšūž"),  # Latvian
    _language("cp775 cp1257", "ąčęėįšųūž"),  # Lithuanian
    _language(_CYRILLIC, "аеиотнсрвлкмдпыяуйзбхц", "гёжфчшщъьэю"),  # Russian
    _language("cp1125 cp1251 cp866", "аеиіотнсрвлкмдпяуїйз", "бгєжфхцчшщьюґ"),
    _language(_CYRILLIC, "аеиотнсрвлкмдпяуйзбъ", "гжфхцчшщьюѝ"),  # Bulgarian
    _language("cp855 cp1251", "аеиотнсрвлкмдпузј", "бгђжљњћфхцчџш"),  # Serbian
    _language("cp737 cp1253", "αειοτνσρλκμπςηυάέίόήύώ", "βγδζθξφχψωϊϋΐΰ"),  # Greek
    _language("cp862 cp1255", "יוהלאתמרבשנגדזחטכםןסעפףץצקך"),  # Hebrew
    _language("cp720 cp1256", "المينرتبةعدسف", "ءآأؤإئثجحخذزشصضطظغقكهوىـ"),
    _language("cp874", "ารนกอเงมยลวดทสตะปบคหแ่้็์ัิีื", "ขฃฅฆจฉชซฌญฎฏฐฑฒณถธผฝพฟภฤศษฬฮฯๅำุูโใไๆ๊๋ํ"),
    _language(
        "cp1258",
        "àáảãạắằẳẵặấầẩẫậèéẻẽẹếềểễệìíỉĩịòóỏõọốồổỗộớờởỡợùúủũụứừửữựỳýỷỹỵ",
        "ăâđêôơư",
    ),
    _language(
        "gb18030",
        "主机名称系统版本制造商配置类型注册的所有人组织产品初始安装日期启动时间号处理器个"
        "目录设备区域输入法语言物理内存总量可用虚拟最大值使用中页面文件位置登录服务域修补"
        "程序网卡连接地址状态否是已启用未要求监视模式扩展固件二级转换数据执行保护不到错误"
        "磁盘驱动卷密钥加百分比锁定版权保留利本计算线硬件标识默关子网掩码以太适配媒体断前首选隧道",
        wide=True,
    ),
    _language(
        "cp950",
        "主機名稱作業系統版本製造商設定類型註冊的擁有者組織產品識別碼原始安裝日期開時間號"
        "處理器個目錄裝置地區輸入法語言實體記憶總計可用虛擬最大值使中頁面檔案位登伺服網域"
        "修正程式介卡連線址狀態否是已啟未需求監視模式延伸韌級轉譯資料執行防止不到錯誤磁碟"
        "機區金鑰加密百分比鎖定著權所有保留乙太路合用子遮罩通道",
        wide=True,
    ),
    _language(
        "cp932",
        "あいうえおかがきくけこさしすせそただちってでとなにのはばへまみめもやよらりるれろをん"
        "アイウエオカガキグクケゲコサザシジスセソダタチッツテデトドナネノハバパビフブプヘベペホ"
        "ボポマミムメモュョャヤラリルレロワンーィェォァ"
        "名製造元構成種類登録者組織日付起動時間数済所物理仮想利用可能最大使中場所有効無修正"
        "更新追加言語入力総量合計機器設定状態本体年月",
        wide=True,
    ),
    _language(
        "cp949",
        "호스트이름운영체제버전조구성종류등록된소유자식별원본설치날짜시스템부팅간모델프로세서"
        "디렉터리장치로캘입력표준대총실제메사용가능한최크파일위페도인온핫픽네워카드연결주상태"
        "아니요예하있습다를을는은의에할없어안보활화됨값및중현재정기바탕지원여않과오류",
        wide=True,
    ),
)
